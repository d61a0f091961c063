package dev.braid.data.raw;

import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;

/**
 * Whether a CSV file is text to its end. DuckDB takes a gzip file that breaks off for one that ends, and a NUL byte, as holes
 * of a damaged file and UTF-16 text have it, for a letter.
 */
final class Soundness {
    private static final int BUFFER = 1 << 16;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private Soundness() {}

    static void require(Path path, boolean gzip) {
        try {
            long nul = nul(path, gzip);
            if (nul >= 0) {
                throw new BadInput(path + ":" + line(path, gzip, nul)
                        + ": a NUL byte stands in this line; copy the file again, or save it as UTF-8 text");
            }
        } catch (EOFException e) {
            throw new BadInput(path + ":" + lastLine(path) + ": the gzip file breaks off here; copy it again", e);
        } catch (ZipException e) {
            throw new BadInput(path + ": not a sound gzip file (" + e.getMessage() + "); copy it again", e);
        } catch (IOException e) {
            throw new BadInput(path + ": cannot be read: " + FileFault.reason(e), e);
        }
    }

    /** Where the first NUL byte is, or -1. A gzip file is read to its end, where its checksum is. */
    private static long nul(Path path, boolean gzip) throws IOException {
        if (!gzip) {
            try (InputStream in = Files.newInputStream(path)) {
                return nul(in);
            }
        }
        try (WholeGzip in = WholeGzip.open(path, BUFFER)) {
            long nul = nul(in);
            if (in.behind() > 0) {
                throw new BadInput(path + ": " + in.behind()
                        + (in.behind() == 1 ? " byte stands" : " bytes stand")
                        + " behind the end of the gzip file that are no gzip; copy it again");
            }
            return nul;
        }
    }

    private static long nul(InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER];
        ByteBuffer words = ByteBuffer.wrap(buffer);
        long first = -1;
        long before = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (first < 0) {
                int at = nul(words, n);
                first = at < 0 ? -1 : before + at;
            }
            before += n;
        }
        return first;
    }

    private static int nul(ByteBuffer bytes, int n) {
        int i = 0;
        // eight bytes at a time: of them one is 0 where a borrow reaches a high bit that was not set
        while (i + Long.BYTES <= n) {
            long word = bytes.getLong(i);
            if (((word - ONES) & ~word & HIGH) != 0) {
                break;
            }
            i += Long.BYTES;
        }
        while (i < n) {
            if (bytes.get(i) == 0) {
                return i;
            }
            i++;
        }
        return -1;
    }

    /** The line in which a gzip file breaks off. */
    private static long lastLine(Path path) {
        long line = 1;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = WholeGzip.open(path, BUFFER)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    line += buffer[i] == '\n' ? 1 : 0;
                }
            }
        } catch (IOException e) {
            return line; // the break that is looked for
        }
        return line;
    }

    private static long line(Path path, boolean gzip, long at) throws IOException {
        long line = 1;
        byte[] buffer = new byte[BUFFER];
        long before = 0;
        try (InputStream in = gzip ? WholeGzip.open(path, BUFFER) : Files.newInputStream(path)) {
            for (int n = in.read(buffer); n >= 0 && before <= at; n = in.read(buffer)) {
                for (int i = 0; i < n && before + i < at; i++) {
                    line += buffer[i] == '\n' ? 1 : 0;
                }
                before += n;
            }
        }
        return line;
    }
}
