package dev.braid.train;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.braid.fault.BadFormat;
import dev.braid.tensor.DType;
import dev.braid.tensor.Variable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a safetensors file says about its tensors.
 *
 * @param metadata free text by key
 * @param entries tensors by name
 * @param dataStart where the tensors' bytes begin in the file
 */
record SafetensorsHeader(SortedMap<String, String> metadata, SortedMap<String, Entry> entries, long dataStart) {
    /** The format's own limit. */
    static final long LONGEST = 100_000_000;

    static final String METADATA = "__metadata__";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * One tensor.
     *
     * @param begin offset of its first byte from the start of the data
     * @param end offset after its last byte
     */
    record Entry(DType dtype, List<Long> shape, long begin, long end) {
        long bytes() {
            return end - begin;
        }
    }

    SafetensorsHeader {
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    /** The header of a file that holds these tensors, one after the other by name. */
    static SafetensorsHeader of(SortedMap<String, Variable> tensors, Map<String, String> metadata) {
        SortedMap<String, Entry> entries = new TreeMap<>();
        long at = 0;
        for (Map.Entry<String, Variable> tensor : tensors.entrySet()) {
            Variable variable = tensor.getValue();
            long end = at
                    + Math.multiplyExact(
                            elements(variable.shape()), (long) variable.dtype().bytes());
            List<Long> shape = Arrays.stream(variable.shape()).boxed().toList();
            entries.put(tensor.getKey(), new Entry(variable.dtype(), shape, at, end));
            at = end;
        }
        return new SafetensorsHeader(new TreeMap<>(metadata), entries, 0);
    }

    /** The length field and the JSON text, padded so that the data begins at a multiple of eight bytes. */
    ByteBuffer bytes() {
        ObjectNode json = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode texts = json.putObject(METADATA);
            metadata.forEach(texts::put);
        }
        entries.forEach((name, entry) -> {
            ObjectNode tensor = json.putObject(name);
            tensor.put("dtype", entry.dtype().name());
            entry.shape().forEach(tensor.putArray("shape")::add);
            tensor.putArray("data_offsets").add(entry.begin()).add(entry.end());
        });
        byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
        int length = (text.length + 7) / 8 * 8;
        ByteBuffer all = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
        all.putLong(length).put(text);
        while (all.hasRemaining()) {
            all.put((byte) ' ');
        }
        return all.flip();
    }

    /**
     * Reads and checks a header.
     *
     * @param text the JSON text
     * @param dataBytes how many bytes of the file follow the header
     * @throws BadFormat when the header is damaged or does not fit the file
     */
    static SafetensorsHeader parse(Path file, byte[] text, long dataBytes) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (IOException e) {
            throw new BadFormat(file, "damaged: its safetensors header is not JSON", e);
        }
        if (!json.isObject()) {
            throw new BadFormat(file, "damaged: its safetensors header is not a JSON object");
        }
        SortedMap<String, String> metadata = new TreeMap<>();
        SortedMap<String, Entry> entries = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (field.getKey().equals(METADATA)) {
                field.getValue()
                        .properties()
                        .forEach(t -> metadata.put(t.getKey(), t.getValue().asText()));
            } else {
                entries.put(field.getKey(), entry(file, field.getKey(), field.getValue()));
            }
        }
        requireNoHoles(file, entries, dataBytes);
        return new SafetensorsHeader(metadata, entries, 8L + text.length);
    }

    private static Entry entry(Path file, String name, JsonNode json) {
        String dtype = json.path("dtype").asText();
        JsonNode shape = json.path("shape");
        JsonNode offsets = json.path("data_offsets");
        boolean wellFormed = shape.isArray() && offsets.isArray() && offsets.size() == 2;
        for (JsonNode number : wellFormed ? concat(shape, offsets) : List.<JsonNode>of()) {
            wellFormed &= number.isIntegralNumber() && number.canConvertToLong() && number.asLong() >= 0;
        }
        if (!wellFormed) {
            throw new BadFormat(file, "damaged: tensor '" + name + "' has no proper shape or data_offsets");
        }
        if (Arrays.stream(DType.values()).noneMatch(d -> d.name().equals(dtype))) {
            throw new BadFormat(file, "tensor '" + name + "' is of type '" + dtype + "'; Braid reads F32 and F64 only");
        }
        long[] sizes = new long[shape.size()];
        for (int d = 0; d < sizes.length; d++) {
            sizes[d] = shape.get(d).asLong();
        }
        Entry entry = new Entry(
                DType.valueOf(dtype),
                Arrays.stream(sizes).boxed().toList(),
                offsets.get(0).asLong(),
                offsets.get(1).asLong());
        long bytes;
        try {
            bytes = Math.multiplyExact(elements(sizes), (long) entry.dtype().bytes());
        } catch (ArithmeticException e) {
            throw new BadFormat(file, "damaged: tensor '" + name + "' claims the shape " + entry.shape(), e);
        }
        if (entry.bytes() != bytes) {
            throw new BadFormat(
                    file,
                    "damaged: tensor '" + name + "' of shape " + entry.shape() + " needs " + bytes
                            + " bytes, its data_offsets hold " + entry.bytes());
        }
        return entry;
    }

    private static List<JsonNode> concat(JsonNode a, JsonNode b) {
        List<JsonNode> all = new ArrayList<>();
        a.forEach(all::add);
        b.forEach(all::add);
        return all;
    }

    /** Tensors must fill the data without overlap or gap, as the format demands. */
    private static void requireNoHoles(Path file, SortedMap<String, Entry> entries, long dataBytes) {
        List<Map.Entry<String, Entry>> inOrder = entries.entrySet().stream()
                .sorted(Comparator.comparingLong(
                                (Map.Entry<String, Entry> e) -> e.getValue().begin())
                        .thenComparingLong(e -> e.getValue().end()))
                .toList();
        long at = 0;
        for (Map.Entry<String, Entry> tensor : inOrder) {
            long begin = tensor.getValue().begin();
            if (begin != at) {
                throw new BadFormat(
                        file,
                        "damaged: the data_offsets of tensor '" + tensor.getKey() + "' begin at " + begin
                                + (begin < at ? ", inside of another tensor" : ", after a gap from " + at));
            }
            at = tensor.getValue().end();
        }
        if (at > dataBytes) {
            throw new BadFormat(file, "truncated: its tensors need " + at + " bytes, " + dataBytes + " are there");
        }
        if (at < dataBytes) {
            throw new BadFormat(
                    file, "damaged: " + (dataBytes - at) + " bytes follow its last tensor that belong to none");
        }
    }

    private static long elements(long[] shape) {
        long count = 1;
        for (long size : shape) {
            count = Math.multiplyExact(count, size);
        }
        return count;
    }
}
