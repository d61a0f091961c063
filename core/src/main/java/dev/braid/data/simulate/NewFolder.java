package dev.braid.data.simulate;

import dev.braid.data.disk.GrowingPlace;
import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A folder that appears complete or not at all, where nothing was before. */
public final class NewFolder implements AutoCloseable {
    private final Path target;
    private final GrowingPlace growing;

    private NewFolder(Path target, GrowingPlace growing) {
        this.target = target;
        this.growing = growing;
    }

    /**
     * Begins a folder.
     *
     * @throws BadInput when something is there already, or nothing can be written there
     */
    public static NewFolder at(Path folder) {
        Path target = folder.toAbsolutePath().normalize();
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw taken(folder);
        }
        try {
            return new NewFolder(target, GrowingPlace.beside(target, "writing"));
        } catch (IOException e) {
            throw FileFault.cannotWrite(folder, e);
        }
    }

    /**
     * Where a file of the folder is written for the time being; the folders above it are made.
     *
     * @param name relative to the folder, with {@code /} between its parts
     */
    public Path file(String name) throws IOException {
        Path file = growing.path().resolve(name);
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return file;
    }

    /** Puts the folder in its place. */
    public void finish() throws IOException {
        try {
            growing.finish();
        } catch (FileAlreadyExistsException e) {
            throw taken(target);
        }
    }

    /** Removes what was written unless it was finished. */
    @Override
    public void close() {
        growing.close();
    }

    private static BadInput taken(Path folder) {
        return new BadInput(folder + ": exists already; name a new folder, or remove it first");
    }
}
