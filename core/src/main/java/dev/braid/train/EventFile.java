package dev.braid.train;

import com.google.protobuf.CodedOutputStream;
import dev.braid.fault.FileFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A file of TensorBoard events: TFRecords (length, masked CRC-32C of the length, message, masked CRC-32C of the message; all
 * little-endian) of {@code tensorflow.Event} messages. Every event is in the file when the call returns.
 */
final class EventFile implements AutoCloseable {
    // Field numbers of tensorflow/core/util/event.proto and tensorflow/core/framework/summary.proto.
    private static final int EVENT_WALL_TIME = 1;
    private static final int EVENT_STEP = 2;
    private static final int EVENT_FILE_VERSION = 3;
    private static final int EVENT_SUMMARY = 5;
    private static final int EVENT_SESSION_LOG = 7;
    private static final int SESSION_LOG_STATUS = 1;
    private static final int SESSION_STARTED = 1;
    private static final int SUMMARY_VALUE = 1;
    private static final int VALUE_TAG = 1;
    private static final int VALUE_SIMPLE = 2;

    private static final int MASK_DELTA = 0xa282ead8;

    private final Path file;
    private final FileChannel channel;

    private EventFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Begins a file of its own in a folder that TensorBoard reads: after those that are there, because TensorBoard takes files
     * in the order of their names.
     *
     * @throws dev.braid.fault.BadInput when nothing can be written there
     */
    static EventFile begin(Path folder) {
        Instant now = Instant.now();
        Path file = folder.resolve(String.format(
                Locale.ROOT, "events.out.tfevents.%010d.%09d.braid", now.getEpochSecond(), now.getNano()));
        try {
            Files.createDirectories(folder);
            EventFile events = new EventFile(
                    file, FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
            events.write(0, out -> out.writeString(EVENT_FILE_VERSION, "brain.Event:2"));
            return events;
        } catch (IOException e) {
            throw FileFault.cannotWrite(file, e);
        }
    }

    /** Tells that events of this step and later ones in earlier files no longer count. */
    void started(long step) {
        byte[] log = message(out -> out.writeEnum(SESSION_LOG_STATUS, SESSION_STARTED));
        write(step, out -> out.writeByteArray(EVENT_SESSION_LOG, log));
    }

    /** Numbers under their tags, such as {@code loss/click}. */
    void scalars(long step, Map<String, Double> values) {
        byte[] summary = message(out -> {
            for (Map.Entry<String, Double> value : values.entrySet()) {
                out.writeByteArray(SUMMARY_VALUE, message(v -> {
                    v.writeString(VALUE_TAG, value.getKey());
                    v.writeFloat(VALUE_SIMPLE, value.getValue().floatValue());
                }));
            }
        });
        write(step, out -> out.writeByteArray(EVENT_SUMMARY, summary));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw FileFault.cannotWrite(file, e);
        }
    }

    private void write(long step, Fields fields) {
        Instant now = Instant.now();
        byte[] event = message(out -> {
            out.writeDouble(EVENT_WALL_TIME, now.getEpochSecond() + now.getNano() / 1e9);
            out.writeInt64(EVENT_STEP, step);
            fields.writeTo(out);
        });
        ByteBuffer length =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, event.length);
        ByteBuffer record = ByteBuffer.allocate(event.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        record.put(length.array()).putInt(maskedCrc32c(length.array()));
        record.put(event).putInt(maskedCrc32c(event)).flip();
        try {
            DurableFile.writeFully(channel, record);
        } catch (IOException e) {
            throw FileFault.cannotWrite(file, e);
        }
    }

    /** A checksum that differs from that of data which holds checksums itself. */
    static int maskedCrc32c(byte... bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
    }

    /** Writes fields of a message. */
    @FunctionalInterface
    private interface Fields {
        void writeTo(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            fields.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("an array refused bytes", e);
        }
        return bytes.toByteArray();
    }
}
