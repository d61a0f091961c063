package dev.braid.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Holds processes to an amount of memory by a control group of Linux: the kernel ends a process that needs more. Counts all
 * that the process has touched, in the JVM's heap and outside of it, and file pages as far as they cannot be given back.
 * Limits on address space say little, because the JVM and libtorch reserve much that they never touch.
 */
final class MemoryBound implements AutoCloseable {
    private static final Path OWN = Path.of("/proc/self/cgroup");
    private static final Path MOUNT = Path.of("/sys/fs/cgroup");

    private final Path group;
    private final String kind;

    private MemoryBound(Path group, String kind) {
        this.group = group;
        this.kind = kind;
    }

    /** A bound; empty where this system or this user may not make one. */
    static Optional<MemoryBound> of(long bytes) {
        try {
            for (String line : Files.isReadable(OWN) ? Files.readAllLines(OWN) : List.<String>of()) {
                String[] fields = line.split(":", 3);
                String name = fields[2].substring(1);
                Optional<MemoryBound> bound = Optional.empty();
                if (List.of(fields[1].split(",")).contains("memory")) {
                    bound = at(
                            MOUNT.resolve("memory").resolve(name), "memory.limit_in_bytes", "control group v1", bytes);
                } else if (fields[1].isEmpty()) {
                    bound = at(MOUNT.resolve(name), "memory.max", "control group v2", bytes);
                }
                if (bound.isPresent()) {
                    return bound;
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<MemoryBound> at(Path parent, String limit, String kind, long bytes) {
        Path group = parent.resolve("braid-bench-" + ProcessHandle.current().pid());
        try {
            Files.createDirectory(group);
        } catch (IOException e) {
            return Optional.empty();
        }
        MemoryBound bound = new MemoryBound(group, kind);
        try {
            Files.writeString(group.resolve(limit), Long.toString(bytes));
            withoutSwap(group, bytes);
            return Optional.of(bound);
        } catch (IOException e) {
            bound.close();
            return Optional.empty();
        }
    }

    /** Swapped pages are memory, too; a system that does not count them has neither file. */
    private static void withoutSwap(Path group, long bytes) throws IOException {
        Path together = group.resolve("memory.memsw.limit_in_bytes");
        if (Files.exists(together)) {
            Files.writeString(together, Long.toString(bytes));
        }
        Path swap = group.resolve("memory.swap.max");
        if (Files.exists(swap)) {
            Files.writeString(swap, "0");
        }
    }

    /** What holds the processes, in words. */
    String kind() {
        return kind;
    }

    /** The command that joins the group and then becomes another. */
    List<String> around(List<String> command) {
        List<String> joined = new java.util.ArrayList<>(List.of(
                "sh",
                "-c",
                "echo $$ > \"$0\" && exec \"$@\"",
                group.resolve("cgroup.procs").toString()));
        joined.addAll(command);
        return joined;
    }

    /** Removes the group, after its last process has ended. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(group);
        } catch (IOException e) {
            // An empty group costs nothing, and whoever measured wants the result.
        }
    }
}
