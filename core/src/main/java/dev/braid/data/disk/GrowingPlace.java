package dev.braid.data.disk;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file or folder that appears whole or not at all: it grows in a hidden folder beside its place and is moved there when
 * it is complete. What a killed process left of an earlier attempt at the same place is removed first.
 */
public final class GrowingPlace implements AutoCloseable {
    private static final String REPLACED = "replaced";

    private final Path place;
    private final OwnedFolder folder;

    private GrowingPlace(Path place, OwnedFolder folder) {
        this.place = place;
        this.folder = folder;
    }

    /**
     * Begins beside a place, whose parent folders are made.
     *
     * @param place absolute, with a parent
     * @param doing what is being done, for the hidden folder's name: {@code .NAME.doing-…}
     * @throws IOException when nothing can be written there
     */
    public static GrowingPlace beside(Path place, String doing) throws IOException {
        Path parent = place.getParent();
        if (parent == null) {
            throw new IOException("not a place for a new file or folder");
        }
        Files.createDirectories(parent);
        String prefix = "." + place.getFileName() + "." + doing + "-";
        return new GrowingPlace(place, OwnedFolder.make(parent, prefix, leftover -> restored(leftover, place)));
    }

    /** Where the file or folder grows; nothing is there yet. */
    public Path path() {
        return folder.path().resolve("growing");
    }

    /** A place on the same disk for what is needed in between; nothing is there yet. */
    public Path scratch() {
        return folder.path().resolve("scratch");
    }

    /**
     * Puts what has grown in its place.
     *
     * @throws FileAlreadyExistsException when something is there already
     */
    public void finish() throws IOException {
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS) && !isEmptyFolder(place)) {
            throw new FileAlreadyExistsException(place.toString());
        }
        Files.move(path(), place, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Puts what has grown in its place, instead of what is there. */
    public void replace() throws IOException {
        Path replaced = folder.path().resolve(REPLACED);
        if (Files.isDirectory(place)) {
            Files.move(place, replaced, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(path(), place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes whatever was not put in its place. */
    @Override
    public void close() {
        folder.close();
    }

    private static boolean isEmptyFolder(Path path) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (var entries = Files.list(path)) {
            return entries.findAny().isEmpty();
        }
    }

    /** A process that was killed between both moves of {@link #replace} leaves the old folder; it goes back. */
    private static boolean restored(Path leftover, Path place) {
        Path replaced = leftover.resolve(REPLACED);
        if (!Files.exists(replaced) || Files.exists(place)) {
            return true;
        }
        try {
            Files.move(replaced, place, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
