package dev.braid.train;

import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files and directories that are there whole or not at all, also after a crash: written under a hidden name beside their
 * place, forced to the disk, then moved.
 */
final class DurableFile {
    private static final String UNFINISHED = ".unfinished";

    private DurableFile() {}

    /** Writes the content of a file. */
    @FunctionalInterface
    interface Content<T> {
        T write(FileChannel channel) throws IOException;
    }

    /** Fills a directory. */
    @FunctionalInterface
    interface Filling {
        void fill(Path directory) throws IOException;
    }

    /**
     * Writes a file, replacing what was there.
     *
     * @throws BadInput when the disk refuses; what was there stays, and nothing else does
     */
    static <T> T write(Path file, Content<T> content) {
        Path unfinished = unfinished(file);
        try {
            T result;
            try (FileChannel channel = FileChannel.open(
                    unfinished,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                result = content.write(channel);
                channel.force(true);
            }
            move(unfinished, file);
            return result;
        } catch (IOException e) {
            throw FileFault.cannotWrite(file, e);
        } finally {
            delete(unfinished);
        }
    }

    /** Writes a file of bytes, replacing what was there. */
    static void write(Path file, byte[] bytes) {
        write(file, channel -> {
            writeFully(channel, ByteBuffer.wrap(bytes));
            return bytes.length;
        });
    }

    /**
     * Makes a directory that does not exist yet.
     *
     * @throws BadInput when the disk refuses; nothing stays
     */
    static void directory(Path directory, Filling filling) {
        Path unfinished = unfinished(directory);
        delete(unfinished);
        try {
            Files.createDirectories(unfinished);
            filling.fill(unfinished);
            forceTree(unfinished);
            move(unfinished, directory);
        } catch (IOException e) {
            throw FileFault.cannotWrite(directory, e);
        } finally {
            delete(unfinished);
        }
    }

    /** Removes what a killed process left unfinished in a directory. */
    static void sweep(Path directory) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, ".*" + UNFINISHED)) {
            leftovers.forEach(DurableFile::delete);
        } catch (IOException e) {
            throw FileFault.cannotWrite(directory, e);
        }
    }

    /** Removes a file or a whole directory, if it exists. */
    static void delete(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(path)) {
            for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new BadInput(path + ": cannot be removed: " + FileFault.reason(e) + "; remove it by hand", e);
        }
    }

    static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static Path unfinished(Path path) {
        return path.resolveSibling("." + path.getFileName() + UNFINISHED);
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        Path parent = to.toAbsolutePath().getParent();
        if (parent != null) {
            force(parent);
        }
    }

    private static void forceTree(Path directory) throws IOException {
        List<Path> all;
        try (Stream<Path> tree = Files.walk(directory)) {
            all = tree.toList();
        }
        for (Path each : all) {
            force(each);
        }
    }

    private static void force(Path path) throws IOException {
        if (Files.isDirectory(path) && path.getFileSystem().getSeparator().equals("\\")) {
            return; // Windows opens no directories
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
