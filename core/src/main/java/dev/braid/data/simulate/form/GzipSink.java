package dev.braid.data.simulate.form;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * One gzip member (RFC 1952) whose blocks are compressed apart from each other, so on any thread: each ends with a sync flush,
 * at a byte's boundary, and refers to nothing before it.
 */
final class GzipSink implements RowSink {
    /** Magic, deflate, no flags, no time, no hints, unknown system. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    /** A last block with nothing in it. */
    private static final byte[] END = {3, 0};

    private static final int ROOM = 1 << 16;

    private final OutputStream out;
    private final CRC32 check = new CRC32();
    private long length;

    GzipSink(OutputStream out) throws IOException {
        this.out = out;
        out.write(HEADER);
    }

    @Override
    public void pack(ByteText text, ByteText packed) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(text.bytes(), 0, text.length());
            int more;
            do {
                packed.room(ROOM);
                more = deflater.deflate(
                        packed.bytes(), packed.length(), packed.bytes().length - packed.length(), Deflater.SYNC_FLUSH);
                packed.grew(more);
            } while (packed.length() == packed.bytes().length);
        } finally {
            deflater.end();
        }
    }

    @Override
    public void append(ByteText text, ByteText packed) throws IOException {
        check.update(text.bytes(), 0, text.length());
        length += text.length();
        packed.writeTo(out);
    }

    @Override
    public void close() throws IOException {
        try (out) {
            out.write(END);
            littleEndian(check.getValue());
            littleEndian(length);
        }
    }

    private void littleEndian(long number) throws IOException {
        for (int shift = 0; shift < 32; shift += 8) {
            out.write((int) (number >>> shift));
        }
    }
}
