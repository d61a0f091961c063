package dev.braid.experiment.reproduce;

import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * What a raw file is known by, wherever it lies.
 *
 * @param name of the file, without its folder
 * @param bytes its size
 * @param endsCrc32c checksum of its first and last MB, which large files give away in no time
 */
record RawFile(String name, long bytes, String endsCrc32c) {
    private static final int ENDS = 1 << 20;

    /**
     * Looks at a file.
     *
     * @throws BadInput when it cannot be read
     */
    static RawFile of(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            CRC32C crc = new CRC32C();
            update(crc, channel, 0, Math.min(size, ENDS));
            update(crc, channel, Math.max(size - ENDS, Math.min(size, ENDS)), size);
            return new RawFile(
                    String.valueOf(file.getFileName()), size, String.format(Locale.ROOT, "%08x", crc.getValue()));
        } catch (IOException e) {
            throw new BadInput(file + ": cannot be read: " + FileFault.reason(e), e);
        }
    }

    private static void update(CRC32C crc, FileChannel channel, long from, long to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(to - from));
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
            // read on until the part is whole, or the file has become shorter
        }
        crc.update(bytes.flip());
    }

    /** In a sentence. */
    String words() {
        return String.format(Locale.ROOT, "%s (%,d bytes, checksum %s)", name, bytes, endsCrc32c);
    }
}
