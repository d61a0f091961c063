package dev.braid.bench;

import dev.braid.fault.BadInput;
import dev.braid.fault.BraidBug;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a process took, all of it: JVM, native libraries and whatever it starts.
 *
 * @param seconds from its start to its end
 * @param cpuSeconds of all processors together, which others that use the machine do not change; -1 where the system does
 *     not tell
 * @param peakMemoryMb the largest resident memory of the process and its children together, or -1 where the system does not
 *     tell
 */
public record MeasuredProcess(double seconds, double cpuSeconds, double peakMemoryMb) {
    private static final long LOOK_MILLIS = 100;
    private static final int TOLD_LINES = 20;

    /**
     * Runs a command to its end. What it prints goes to a file beside its result.
     *
     * @param log where its output goes
     * @throws BadInput with the end of that output, when it fails
     */
    static MeasuredProcess run(List<String> command, Path log) {
        long start = System.nanoTime();
        double peak = -1;
        double cpu = -1;
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Thread end = new Thread(process::destroy, "braid-measured");
            Runtime.getRuntime().addShutdownHook(end);
            try {
                while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    peak = Math.max(peak, resident(process.toHandle()));
                    cpu = Math.max(cpu, cpuSeconds(process.toHandle()));
                }
            } catch (InterruptedException e) {
                process.destroy();
                Thread.currentThread().interrupt();
                throw new BraidBug("interrupted while a measurement ran", e);
            }
            Runtime.getRuntime().removeShutdownHook(end);
            if (process.exitValue() != 0) {
                List<String> told = Files.readAllLines(log);
                throw new BadInput("a measurement ended with code " + process.exitValue() + ": "
                        + String.join(" ", command) + "\n"
                        + String.join("\n", told.subList(Math.max(0, told.size() - TOLD_LINES), told.size())));
            }
        } catch (IOException e) {
            throw new BadInput("a measurement cannot be started: " + e.getMessage(), e);
        }
        return new MeasuredProcess((System.nanoTime() - start) * 1e-9, cpu, peak);
    }

    private static double cpuSeconds(ProcessHandle process) {
        return process.info().totalCpuDuration().map(d -> d.toMillis() / 1e3).orElse(-1.0);
    }

    /** The system keeps the peak of each process itself; of several, the sum of peaks is the most there can have been. */
    private static double resident(ProcessHandle process) {
        double own = ResidentMemory.peak(process.pid()).orElse(-1);
        return own
                + process.descendants()
                        .mapToDouble(child -> ResidentMemory.peak(child.pid()).orElse(0))
                        .sum();
    }
}
