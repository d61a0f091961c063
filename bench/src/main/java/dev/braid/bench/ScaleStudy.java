package dev.braid.bench;

import dev.braid.fault.BadInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measurements of what is larger than memory, each in a process of its own that runs a command of Braid.
 */
public final class ScaleStudy {
    /** The memory that a training larger than memory is held to. */
    public static final int BOUND_GB = 4;

    /** The memory that DuckDB may take to prepare rows of Criteo's form. */
    public static final String CRITEO_MEMORY = "2GB";

    /** The memory that DuckDB may take to join Ali-CCP's files: less than they hold. */
    public static final String JOIN_MEMORY = "256MB";

    private static final String PREPARE_HEAP = "-Xmx512m";
    /** Heap and direct buffers leave the rest of 4 GB to libtorch, DuckDB and the JVM itself. */
    private static final List<String> BOUND_HEAP = List.of("-Xmx768m", "-XX:MaxDirectMemorySize=1200m");

    private final List<String> braid;
    private final Path work;
    private final Consumer<String> log;

    /**
     * What preparing took.
     *
     * @param rows rows of the raw files
     * @param rawBytes bytes of the raw files
     * @param cpuSeconds of all processors together, or -1
     * @param peakMemoryMb of the process, DuckDB included
     */
    public record Prepared(
            long rows, long rawBytes, double seconds, double cpuSeconds, double rowsPerSecond, double peakMemoryMb) {}

    /**
     * What simulating took.
     *
     * @param form whose files were written
     * @param bytes of all files
     * @param cpuSeconds of all processors together, or -1
     */
    public record Simulated(
            String form,
            long rows,
            long bytes,
            double seconds,
            double cpuSeconds,
            double rowsPerSecond,
            double peakMemoryMb) {}

    /**
     * What describing took.
     *
     * @param rows rows of the raw files that were prepared
     * @param cpuSeconds of all processors together, or -1
     */
    public record Described(long rows, double seconds, double cpuSeconds, double peakMemoryMb) {}

    /**
     * A process that trained.
     *
     * @param peakMemoryMb largest resident memory, or -1
     * @param bound what held it to {@value #BOUND_GB} GB; empty: nothing did
     */
    public record Trained(double seconds, double peakMemoryMb, Optional<String> bound) {}

    /**
     * @param mainClass Braid's command line
     * @param work the folder for raw files and datasets; what is there already is used
     * @param log told what is done
     */
    public ScaleStudy(String mainClass, Path work, Consumer<String> log) {
        this.braid = List.of("-cp", System.getProperty("java.class.path"), mainClass);
        this.work = work;
        this.log = log;
    }

    /**
     * Simulates rows, and prepares them anew.
     *
     * @param memory that DuckDB may take
     */
    public Prepared prepare(String form, long rows, String memory) {
        ScaleData data = new ScaleData(work, form, rows);
        log.accept("simulating " + rows + " rows like " + form);
        data.simulate();
        log.accept("preparing " + rows + " rows like " + form);
        MeasuredProcess measured = run(
                List.of(PREPARE_HEAP),
                List.of(
                        "prepare",
                        "--source",
                        form,
                        "--raw",
                        data.raw().toString(),
                        "--memory",
                        memory,
                        "--overwrite",
                        "--out",
                        data.dataset().toString()),
                Optional.empty());
        return new Prepared(
                rows,
                data.rawBytes(),
                measured.seconds(),
                measured.cpuSeconds(),
                rows / measured.seconds(),
                measured.peakMemoryMb());
    }

    /** Simulates rows of a form, and removes them again. */
    public Simulated simulate(String form, long rows) {
        log.accept("simulating " + rows + " rows like " + form);
        try (Workspace files = Workspace.in(work)) {
            Path raw = files.at(form);
            MeasuredProcess measured = run(
                    List.of(),
                    List.of("simulate", "--like", form, "--rows", Long.toString(rows), "--out", raw.toString()),
                    Optional.empty());
            return new Simulated(
                    form,
                    rows,
                    ScaleData.bytes(raw),
                    measured.seconds(),
                    measured.cpuSeconds(),
                    rows / measured.seconds(),
                    measured.peakMemoryMb());
        }
    }

    /** Describes what was prepared of simulated rows. */
    public Described describe(long rows) {
        Path dataset = new ScaleData(work, ScaleData.CRITEO, rows).dataset();
        log.accept("describing " + rows + " rows");
        MeasuredProcess measured = run(List.of(), List.of("describe", dataset.toString()), Optional.empty());
        return new Described(rows, measured.seconds(), measured.cpuSeconds(), measured.peakMemoryMb());
    }

    /** Runs {@code braid bench} in a process of its own. */
    public Trained bench(List<String> arguments) {
        log.accept("braid bench " + String.join(" ", arguments));
        MeasuredProcess measured = run(List.of(), benchCommand(arguments), Optional.empty());
        return new Trained(measured.seconds(), measured.peakMemoryMb(), Optional.empty());
    }

    /** Runs {@code braid bench} in a process held to {@value #BOUND_GB} GB. */
    public Trained bounded(List<String> arguments) {
        log.accept("braid bench " + String.join(" ", arguments) + ", held to " + BOUND_GB + " GB");
        Optional<MemoryBound> bound = MemoryBound.of((long) BOUND_GB << 30);
        try {
            MeasuredProcess measured = run(BOUND_HEAP, benchCommand(arguments), bound);
            return new Trained(measured.seconds(), measured.peakMemoryMb(), bound.map(MemoryBound::kind));
        } finally {
            bound.ifPresent(MemoryBound::close);
        }
    }

    private static List<String> benchCommand(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("bench"));
        command.addAll(arguments);
        return command;
    }

    private MeasuredProcess run(List<String> java, List<String> arguments, Optional<MemoryBound> bound) {
        Path executable = Path.of(System.getProperty("java.home"), "bin", "java");
        if (!executable.toFile().canExecute()) {
            throw new BadInput(executable + ": is not there; measurements start Java anew, from where this one lies");
        }
        List<String> command =
                new ArrayList<>(List.of(executable.toString(), "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0"));
        command.addAll(java);
        command.addAll(braid);
        command.addAll(arguments);
        return MeasuredProcess.run(
                bound.map(b -> b.around(List.copyOf(command))).orElse(command), work.resolve("measurement.log"));
    }
}
