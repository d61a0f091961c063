package dev.braid.data.simulate;

import dev.braid.fault.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/** A folder that appears complete or not at all: filled under another name beside its place, then moved there. */
final class NewFolder implements AutoCloseable {
    private final Path target;
    private final Path temporary;
    private boolean done;

    private NewFolder(Path target, Path temporary) {
        this.target = target;
        this.temporary = temporary;
    }

    /**
     * Begins a folder.
     *
     * @throws BadInput when something is there already, or nothing can be written there
     */
    static NewFolder at(Path folder) {
        Path target = folder.toAbsolutePath().normalize();
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw taken(folder);
        }
        Path parent = target.getParent();
        if (parent == null) {
            throw new BadInput(folder + ": not a place for a new folder; name another");
        }
        try {
            Files.createDirectories(parent);
            Path temporary = parent.resolve("." + target.getFileName() + ".writing-" + UUID.randomUUID());
            return new NewFolder(target, Files.createDirectory(temporary));
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    /**
     * Where a file of the folder is written for the time being; the folders above it are made.
     *
     * @param name relative to the folder, with {@code /} between its parts
     */
    Path file(String name) throws IOException {
        int slash = name.lastIndexOf('/');
        if (slash > 0) {
            Files.createDirectories(temporary.resolve(name.substring(0, slash)));
        }
        return temporary.resolve(name);
    }

    /** Puts the folder in its place. */
    void finish() throws IOException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw taken(target);
        }
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            throw taken(target);
        }
        done = true;
    }

    /** Removes what was written unless it was finished. */
    @Override
    public void close() {
        if (done) {
            return;
        }
        try (Stream<Path> files = Files.walk(temporary)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + temporary, e);
        }
    }

    static BadInput unwritable(Path folder, IOException e) {
        return new BadInput(
                folder + ": cannot be written (" + e.getMessage() + "); name a folder on a disk with room that you may"
                        + " write to",
                e);
    }

    private static BadInput taken(Path folder) {
        return new BadInput(folder + ": exists already; name a new folder, or remove it first");
    }
}
