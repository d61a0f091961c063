package dev.braid.train;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.braid.fault.BadFormat;
import dev.braid.fault.FileFault;
import dev.braid.tensor.Variable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/**
 * Weights on disk, in the <a href="https://github.com/huggingface/safetensors">safetensors</a> format: eight bytes
 * (little-endian) with the length of a JSON header, the header with type, shape and offsets of each tensor, then all
 * tensors' numbers. Tensors are copied block by block, never held a second time in memory.
 */
public final class Safetensors {
    private static final int BLOCK = 1 << 20;

    private Safetensors() {}

    /**
     * Writes tensors by name; the file appears whole or not at all.
     *
     * @param metadata free text that readers may show
     * @return the CRC-32C of the file, as {@link #crc32c} gives it
     * @throws dev.braid.fault.BadInput when the disk refuses
     */
    @CanIgnoreReturnValue
    public static String write(Path file, SortedMap<String, Variable> tensors, Map<String, String> metadata) {
        return DurableFile.write(file, channel -> {
            CRC32C crc = new CRC32C();
            ByteBuffer header = SafetensorsHeader.of(tensors, metadata).bytes();
            crc.update(header.duplicate());
            DurableFile.writeFully(channel, header);
            ByteBuffer block = ByteBuffer.allocateDirect(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
            for (Variable tensor : tensors.values()) {
                write(channel, tensor, block, crc);
            }
            return hex(crc);
        });
    }

    /**
     * Reads a file into tensors that exist already: the very same names, types and shapes. All of that is checked before
     * the first number is changed.
     *
     * @throws BadFormat when the file is missing, damaged, or holds other tensors
     */
    public static void read(Path file, SortedMap<String, Variable> into) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            SafetensorsHeader header = header(file, channel);
            requireSame(file, header, into);
            ByteBuffer block = ByteBuffer.allocateDirect(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
            for (Map.Entry<String, Variable> tensor : into.entrySet()) {
                SafetensorsHeader.Entry entry = header.entries().get(tensor.getKey());
                read(file, channel, header.dataStart() + entry.begin(), entry.bytes(), tensor.getValue(), block);
            }
        } catch (NoSuchFileException e) {
            throw new BadFormat(file, "missing", e);
        } catch (IOException e) {
            throw new BadFormat(file, "cannot be read: " + FileFault.reason(e), e);
        }
    }

    /**
     * The free text that a file carries.
     *
     * @throws BadFormat when the file is missing or its header is damaged
     */
    public static SortedMap<String, String> metadata(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return header(file, channel).metadata();
        } catch (NoSuchFileException e) {
            throw new BadFormat(file, "missing", e);
        } catch (IOException e) {
            throw new BadFormat(file, "cannot be read: " + FileFault.reason(e), e);
        }
    }

    /**
     * The CRC-32C of a file's bytes, eight hexadecimal digits.
     *
     * @throws BadFormat when the file is missing or cannot be read
     */
    public static String crc32c(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            CRC32C crc = new CRC32C();
            ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
            while (channel.read(block) >= 0) {
                crc.update(block.flip());
                block.clear();
            }
            return hex(crc);
        } catch (NoSuchFileException e) {
            throw new BadFormat(file, "missing", e);
        } catch (IOException e) {
            throw new BadFormat(file, "cannot be read: " + FileFault.reason(e), e);
        }
    }

    private static void write(FileChannel channel, Variable tensor, ByteBuffer block, CRC32C crc) throws IOException {
        long bytes = bytes(tensor);
        for (long at = 0; at < bytes; ) {
            block.clear().limit((int) Math.min(BLOCK, bytes - at));
            tensor.read(at / tensor.dtype().bytes(), block);
            block.flip();
            at += block.remaining();
            crc.update(block.duplicate());
            DurableFile.writeFully(channel, block);
        }
    }

    private static void read(Path file, FileChannel channel, long from, long bytes, Variable into, ByteBuffer block)
            throws IOException {
        channel.position(from);
        for (long at = 0; at < bytes; ) {
            block.clear().limit((int) Math.min(BLOCK, bytes - at));
            while (block.hasRemaining()) {
                if (channel.read(block) < 0) {
                    throw new BadFormat(file, "truncated while it was read");
                }
            }
            block.flip();
            long first = at / into.dtype().bytes();
            at += block.remaining();
            into.write(first, block);
        }
    }

    private static SafetensorsHeader header(Path file, FileChannel channel) throws IOException {
        long size = channel.size();
        ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        if (size < length.capacity()) {
            throw new BadFormat(file, "truncated: a safetensors file has at least 8 bytes, this one " + size);
        }
        readFully(file, channel, length);
        long headerBytes = length.getLong(0);
        if (headerBytes < 0 || headerBytes > SafetensorsHeader.LONGEST) {
            throw new BadFormat(
                    file,
                    "not a safetensors file, or damaged: its header claims " + Long.toUnsignedString(headerBytes)
                            + " bytes, more than the " + SafetensorsHeader.LONGEST + " allowed");
        }
        if (headerBytes > size - length.capacity()) {
            throw new BadFormat(
                    file,
                    "truncated: its header claims " + headerBytes + " bytes, " + (size - length.capacity())
                            + " are there");
        }
        ByteBuffer text = ByteBuffer.allocate((int) headerBytes);
        readFully(file, channel, text);
        return SafetensorsHeader.parse(file, text.array(), size - length.capacity() - headerBytes);
    }

    private static void readFully(Path file, FileChannel channel, ByteBuffer into) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into) < 0) {
                throw new BadFormat(file, "truncated while it was read");
            }
        }
    }

    private static void requireSame(Path file, SafetensorsHeader header, SortedMap<String, Variable> into) {
        TreeSet<String> missing = new TreeSet<>(into.keySet());
        missing.removeAll(header.entries().keySet());
        if (!missing.isEmpty()) {
            throw new BadFormat(
                    file,
                    "holds no tensor '" + missing.first() + "'" + more(missing) + "; it belongs to another model");
        }
        TreeSet<String> extra = new TreeSet<>(header.entries().keySet());
        extra.removeAll(into.keySet());
        if (!extra.isEmpty()) {
            throw new BadFormat(
                    file,
                    "holds a tensor '" + extra.first() + "'" + more(extra)
                            + " that this model does not have; it belongs to another model");
        }
        into.forEach((name, variable) -> {
            SafetensorsHeader.Entry entry = header.entries().get(name);
            List<Long> shape = Arrays.stream(variable.shape()).boxed().toList();
            if (!entry.shape().equals(shape)) {
                throw new BadFormat(
                        file,
                        "tensor '" + name + "' has the shape " + entry.shape() + " here and " + shape
                                + " in this model; it belongs to other options or another dataset");
            }
            if (entry.dtype() != variable.dtype()) {
                throw new BadFormat(
                        file,
                        "tensor '" + name + "' is " + entry.dtype() + " here and " + variable.dtype()
                                + " in this model");
            }
        });
    }

    private static String more(Set<String> names) {
        return names.size() == 1 ? "" : " (and " + (names.size() - 1) + " more)";
    }

    private static long bytes(Variable tensor) {
        return Arrays.stream(tensor.shape()).reduce(1, (a, b) -> a * b)
                * tensor.dtype().bytes();
    }

    private static String hex(CRC32C crc) {
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }
}
