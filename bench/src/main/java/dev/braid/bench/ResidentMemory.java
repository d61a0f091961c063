package dev.braid.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** What the system says of a process's resident memory, in MB; empty where it says nothing. */
final class ResidentMemory {
    private static final String SELF = "self";

    private ResidentMemory() {}

    static OptionalDouble peak() {
        return read(SELF, "VmHWM:");
    }

    /** The peak of another process. */
    static OptionalDouble peak(long process) {
        return read(Long.toString(process), "VmHWM:");
    }

    static OptionalDouble now() {
        return read(SELF, "VmRSS:");
    }

    /** Lets the peak begin anew at what is resident now. */
    static void forgetPeak() {
        try {
            Files.writeString(Path.of("/proc/self/clear_refs"), "5");
        } catch (IOException e) {
            // Where the system does not offer it, the peak is that of the whole process.
        }
    }

    private static OptionalDouble read(String process, String field) {
        Path status = Path.of("/proc", process, "status");
        if (!Files.isReadable(status)) {
            return OptionalDouble.empty();
        }
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith(field))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }
}
