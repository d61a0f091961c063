package dev.braid.cli;

import dev.braid.fault.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where the demo works. It replaces an earlier demo, and nothing else. */
final class DemoFolder {
    private static final String MARK = ".braid-demo";

    private final Path path;

    private DemoFolder(Path path) {
        this.path = path;
    }

    /**
     * An empty folder, marked as the demo's own.
     *
     * @throws BadInput when something else is there
     */
    static DemoFolder fresh(Path path) {
        try {
            if (Files.exists(path)) {
                requireOwn(path);
                delete(path);
            }
            Files.createDirectories(path);
            Files.writeString(path.resolve(MARK), "Written by 'braid demo', which may replace this folder.\n");
            return new DemoFolder(path);
        } catch (IOException e) {
            throw new BadInput(
                    "--out " + path + ": cannot be written (" + e.getMessage() + "); name another folder", e);
        }
    }

    Path raw() {
        return path.resolve("raw");
    }

    Path dataset() {
        return path.resolve("dataset");
    }

    Path run(String model) {
        return path.resolve("runs").resolve(model);
    }

    Path report() {
        return path.resolve("report.html");
    }

    private static void requireOwn(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            throw new BadInput("--out " + path + ": that is a file; name a folder");
        }
        try (Stream<Path> entries = Files.list(path)) {
            List<Path> found = entries.toList();
            if (!found.isEmpty() && !Files.exists(path.resolve(MARK))) {
                throw new BadInput("--out " + path
                        + ": holds files that no demo wrote, which would be replaced; name another folder");
            }
        }
    }

    private static void delete(Path path) throws IOException {
        try (Stream<Path> tree = Files.walk(path)) {
            for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
