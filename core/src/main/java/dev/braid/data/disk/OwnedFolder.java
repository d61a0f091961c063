package dev.braid.data.disk;

import dev.braid.fault.BadInput;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A folder of a process's own, with a name that nobody else has. The process holds a lock in it, which ends with the
 * process, however that ends: a folder whose lock can be had was left behind by a dead process, and the next one that
 * works at the same place removes it.
 */
public final class OwnedFolder implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(OwnedFolder.class.getName());
    private static final String LOCK = "braid.lock";

    private final Path path;
    private final FileChannel lock;

    private OwnedFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Makes a folder {@code parent/prefix…}, having removed those of this prefix that dead processes left there. */
    public static OwnedFolder make(Path parent, String prefix) throws IOException {
        return make(parent, prefix, leftover -> true);
    }

    /**
     * As {@link #make(Path, String)}.
     *
     * @param removable sees each leftover before it goes, while nobody else can have it; false: it stays
     */
    static OwnedFolder make(Path parent, String prefix, Predicate<Path> removable) throws IOException {
        sweep(parent, prefix, removable);
        while (true) {
            Path path = Files.createTempDirectory(parent, prefix);
            FileChannel lock = lock(path);
            if (lock != null) {
                return new OwnedFolder(path, lock);
            }
        }
    }

    /** The folder. */
    public Path path() {
        return path;
    }

    /** The folder that people know: of a path within an owned folder the one around that, else the path itself. */
    public static Path outside(Path path) {
        for (Path at = path.getParent(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve(LOCK)) && at.getParent() != null) {
                return at.getParent();
            }
        }
        return path;
    }

    /** Removes the folder and what is in it. */
    @Override
    public void close() {
        try {
            remove(path, lock);
        } catch (IOException e) {
            throw new BadInput(path + ": cannot be removed (" + e + "); remove it by hand", e);
        }
    }

    /** Does what it can: what it cannot remove is in nobody's way. */
    private static void sweep(Path parent, String prefix, Predicate<Path> removable) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(
                parent,
                p -> p.getFileName().toString().startsWith(prefix)
                        && Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS))) {
            for (Path leftover : found) {
                sweep(leftover, removable);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.log(System.Logger.Level.DEBUG, parent + " was not searched for leftovers", e);
        }
    }

    private static void sweep(Path leftover, Predicate<Path> removable) {
        try (FileChannel lock = lock(leftover)) {
            if (lock != null && removable.test(leftover)) {
                remove(leftover, lock);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, leftover + " stays", e);
        }
    }

    /**
     * The lock of a folder, or null when another has it. Whoever removes a folder holds its lock until the lock's file is
     * gone, so one that is had while its file is there is the lock of a folder that stays.
     */
    private static @Nullable FileChannel lock(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            return null; // removed in the meantime, by a process that took it for a leftover
        }
        try {
            if (channel.tryLock() != null && Files.exists(file)) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // held by this very process
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    private static void remove(Path folder, FileChannel lock) throws IOException {
        Path file = folder.resolve(LOCK);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                folder, p -> !p.getFileName().toString().equals(LOCK))) {
            for (Path entry : entries) {
                FolderTree.delete(entry);
            }
        }
        Files.deleteIfExists(file);
        lock.close();
        Files.deleteIfExists(folder);
    }
}
