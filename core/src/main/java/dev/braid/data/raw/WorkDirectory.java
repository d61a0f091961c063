package dev.braid.data.raw;

import dev.braid.fault.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A temporary directory that goes away with its owner. */
final class WorkDirectory implements AutoCloseable {
    private final Path path;

    private WorkDirectory(Path path) {
        this.path = path;
    }

    static WorkDirectory create() {
        try {
            return new WorkDirectory(Files.createTempDirectory("braid-rows-"));
        } catch (IOException e) {
            throw new BadInput("no temporary directory can be made (" + e + "); check java.io.tmpdir", e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new BadInput(path + ": cannot be removed (" + e + "); remove it by hand", e);
        }
    }
}
