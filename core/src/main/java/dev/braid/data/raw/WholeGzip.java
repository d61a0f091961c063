package dev.braid.data.raw;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A gzip file, of one member or several, that is known to be one to its last byte. The stream of the JDK ends without a word
 * where no whole member begins behind one, be it that the next one is cut off within its header, or that something else
 * stands there.
 */
final class WholeGzip extends GZIPInputStream {
    private static final int TRAILER = 8;

    private final Counted counted;
    private final long size;
    private long filled;

    private WholeGzip(Counted counted, long size, int buffer) throws IOException {
        super(counted, buffer);
        this.counted = counted;
        this.size = size;
    }

    static WholeGzip open(Path path, int buffer) throws IOException {
        InputStream in = Files.newInputStream(path);
        try {
            return new WholeGzip(new Counted(new BufferedInputStream(in)), Files.size(path), buffer);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    @Override
    protected void fill() throws IOException {
        super.fill();
        filled = counted.bytes;
    }

    /** How many bytes stand behind the last member, once the stream has ended. */
    long behind() {
        // what the inflater did not take begins with the member's trailer, of which a part may not have been filled in
        long end = filled - inf.getRemaining() + TRAILER;
        return size - end;
    }

    /** Counts what was read. */
    private static final class Counted extends FilterInputStream {
        private long bytes;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            bytes += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            bytes += Math.max(0, read);
            return read;
        }
    }
}
