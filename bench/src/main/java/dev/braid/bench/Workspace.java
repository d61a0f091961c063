package dev.braid.bench;

import dev.braid.data.disk.OwnedFolder;
import dev.braid.fault.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for what a measurement needs in between; it is gone when the measurement ends. */
public final class Workspace implements AutoCloseable {
    private final OwnedFolder folder;

    private Workspace(OwnedFolder folder) {
        this.folder = folder;
    }

    /** A new folder where the system keeps temporary files. */
    public static Workspace open() {
        return in(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** A new folder within another. */
    public static Workspace in(Path folder) {
        try {
            return new Workspace(OwnedFolder.make(folder, "braid-bench-"));
        } catch (IOException e) {
            throw new BadInput(folder + ": cannot be written: " + e.getMessage(), e);
        }
    }

    /** A place in the folder. */
    public Path at(String name) {
        return folder.path().resolve(name);
    }

    /** Removes a place in the folder, and all that is in it. */
    void remove(Path place) {
        if (!Files.exists(place)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(place)) {
            List<Path> deepestFirst = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new BadInput(place + ": cannot be removed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        folder.close();
    }
}
