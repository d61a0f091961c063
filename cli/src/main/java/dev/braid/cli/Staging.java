package dev.braid.cli;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.braid.data.disk.OwnedFolder;
import dev.braid.fault.FileFault;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Files of one or more folders that take their places together: each is made in a hidden folder beside its place, of this
 * process alone, and moved when all are whole. Closed before that, it leaves everything as it was.
 */
final class Staging implements AutoCloseable {
    private static final String PREFIX = ".braid-";

    private final Map<Path, OwnedFolder> folders = new LinkedHashMap<>();
    private final Map<Path, Path> files = new LinkedHashMap<>(); // from, to
    private final Map<Path, Boolean> wasThere = new LinkedHashMap<>();

    /**
     * Where to make the files of a folder.
     *
     * @param folder is made if need be
     */
    Path beside(Path folder) {
        OwnedFolder known = folders.get(folder);
        if (known == null) {
            wasThere.put(folder, Files.exists(folder));
            try {
                Files.createDirectories(folder);
                known = OwnedFolder.make(folder, PREFIX);
            } catch (IOException e) {
                throw FileFault.cannotWrite(folder, e);
            }
            folders.put(folder, known);
        }
        return known.path();
    }

    /** Makes a file of text; returns where it is until it is moved. */
    @CanIgnoreReturnValue
    Path write(Path file, String text) {
        Path made = made(file);
        try {
            Files.writeString(made, text);
            return made;
        } catch (IOException e) {
            throw FileFault.cannotWrite(file, e);
        }
    }

    /** Counts a file among those to move; returns where somebody makes it, or has made it. */
    @CanIgnoreReturnValue
    Path made(Path file) {
        Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of("."));
        Path made = beside(folder).resolve(file.getFileName());
        files.put(made, file);
        return made;
    }

    /** Moves all files, in the order in which they were named, replacing what was there. */
    void move() {
        files.forEach((from, to) -> {
            try {
                Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw FileFault.cannotWrite(to, e);
            }
        });
    }

    @Override
    public void close() {
        folders.values().forEach(OwnedFolder::close);
        wasThere.forEach((folder, there) -> {
            if (!there) {
                deleteIfEmpty(folder);
            }
        });
    }

    private static void deleteIfEmpty(Path folder) {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // it got its files
        } catch (IOException e) {
            throw FileFault.cannotWrite(folder, e);
        }
    }
}
