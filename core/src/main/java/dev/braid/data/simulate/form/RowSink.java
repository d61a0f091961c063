package dev.braid.data.simulate.form;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a file's text goes, block by block. */
interface RowSink extends AutoCloseable {
    /** Brings a block's text into the form in which it is written; on any thread. */
    void pack(ByteText text, ByteText packed);

    /** Writes the next block. */
    void append(ByteText text, ByteText packed) throws IOException;

    /** Ends the file. */
    @Override
    void close() throws IOException;

    /** Begins a file with its header. */
    static RowSink open(Path path, RawFile file) throws IOException {
        OutputStream out = Files.newOutputStream(path);
        RowSink sink = file.compressed() ? new GzipSink(out) : new PlainSink(new BufferedOutputStream(out));
        ByteText packed = new ByteText();
        ByteText header = new ByteText().add(file.header().getBytes(StandardCharsets.US_ASCII));
        sink.pack(header, packed);
        sink.append(header, packed);
        return sink;
    }

    /** Text as it is. */
    record PlainSink(OutputStream out) implements RowSink {
        @Override
        public void pack(ByteText text, ByteText packed) {}

        @Override
        public void append(ByteText text, ByteText packed) throws IOException {
            text.writeTo(out);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
