package dev.braid.train;

import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two processes from training in one directory. The lock dies with its process, however that ends. Its file stays:
 * were it deleted, one process could hold the lock of the deleted file and another that of a new one.
 */
final class RunLock implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;

    private RunLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * @throws BadInput when another process, or another training of this one, holds it
     */
    static RunLock of(Path run) {
        Path file = run.resolve(".lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new BadInput(run + ": another process is training here; wait for it, or name another directory");
            }
            return new RunLock(file, channel);
        } catch (IOException e) {
            throw FileFault.cannotWrite(file, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw FileFault.cannotWrite(file, e);
        }
    }
}
