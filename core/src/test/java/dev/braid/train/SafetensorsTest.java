package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadFormat;
import dev.braid.fault.BadInput;
import dev.braid.tensor.DType;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SafetensorsTest {
    @TempDir
    Path folder;

    private final SortedMap<String, Variable> mine = new TreeMap<>();

    @AfterEach
    void free() {
        mine.values().forEach(Variable::close);
    }

    private Variable add(String name, DType dtype, long seed, long... shape) {
        Variable variable = Tensors.parameter(dtype, shape);
        variable.fillNormal(0, 1, seed);
        mine.put(name, variable);
        return variable;
    }

    private Path written() {
        add("experts.0.weight", DType.F32, 1, 2, 3);
        add("bias", DType.F32, 2, 4);
        Path file = folder.resolve("model.safetensors");
        Safetensors.write(file, mine, Map.of("model", "mmoe"));
        return file;
    }

    private String refusal(Path file) {
        String message = assertThrows(BadFormat.class, () -> Safetensors.read(file, mine))
                .getMessage();
        assertTrue(message.startsWith(file.toString()), message);
        assertEquals(1, message.lines().count(), message);
        return message;
    }

    /** A file with this header text and this many bytes of data. */
    private Path file(String header, int dataBytes) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = ByteBuffer.allocate(8 + text.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        all.putLong(text.length).put(text);
        return Files.write(folder.resolve("crafted.safetensors"), all.array());
    }

    @Test
    void tensorsPassInPiecesOfAMegabyteWhateverTheirSize() {
        Variable table = add("rows", DType.F32, 3, 700_001, 4);
        List<Integer> pieces = new ArrayList<>();
        Variable watched = (Variable) Proxy.newProxyInstance(
                Variable.class.getClassLoader(), new Class<?>[] {Variable.class}, (proxy, method, arguments) -> {
                    if (method.getName().matches("read|write")) {
                        pieces.add(((ByteBuffer) arguments[1]).remaining());
                    }
                    return method.invoke(table, arguments);
                });
        SortedMap<String, Variable> tensors = new TreeMap<>(Map.of("rows", watched));
        Path file = folder.resolve("large.safetensors");
        String written = Safetensors.write(file, tensors, Map.of());
        assertPieces(pieces);
        pieces.clear();
        table.fill(0);
        Safetensors.read(file, tensors);
        assertPieces(pieces);
        assertEquals(written, Safetensors.write(file, tensors, Map.of()));
    }

    private static void assertPieces(List<Integer> pieces) {
        assertEquals(700_001L * 4 * 4, pieces.stream().mapToLong(p -> p).sum());
        assertTrue(pieces.stream().allMatch(p -> p <= 1 << 20), pieces.toString());
    }

    @Test
    void whatWasWrittenIsReadBackBitByBit() {
        long block = (1 << 20) / Double.BYTES; // two tensors do not fit into one block
        add("large", DType.F64, 1, 3, block);
        add("odd", DType.F32, 2, 7);
        add("scalar", DType.F64, 3);
        List<double[]> expected =
                mine.values().stream().map(Variable::toDoubles).toList();
        add("zz.empty", DType.F32, 4, 0, 5);
        Path file = folder.resolve("w.safetensors");
        Safetensors.write(file, mine, Map.of("model", "mmoe", "text", "ä \" \\"));
        mine.values().forEach(v -> v.fill(-1));
        Safetensors.read(file, mine);
        int i = 0;
        for (String name : List.of("large", "odd", "scalar")) {
            assertArrayEquals(expected.get(i++), mine.get(name).toDoubles());
        }
        assertEquals(Map.of("model", "mmoe", "text", "ä \" \\"), Safetensors.metadata(file));
    }

    @Test
    void theLayoutIsTheOneThatOtherReadersExpect() throws IOException {
        add("b", DType.F32, 1, 1).assign(new double[] {2});
        add("a", DType.F64, 1, 1, 1).assign(new double[] {1});
        Path file = folder.resolve("w.safetensors");
        Safetensors.write(file, mine, Map.of());
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) bytes.getLong(0);
        assertEquals(0, length % 8, "data is aligned");
        assertEquals(
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[0,8]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}",
                new String(bytes.array(), 8, length, StandardCharsets.UTF_8).stripTrailing());
        assertEquals(1.0, bytes.getDouble(8 + length));
        assertEquals(2.0f, bytes.getFloat(8 + length + 8));
        assertEquals(bytes.capacity(), 8 + length + 12);
    }

    @Test
    void theChecksumOfWritingIsThatOfTheFileAndSeesEveryFlippedByte() throws IOException {
        add("w", DType.F32, 1, 2);
        Path file = folder.resolve("w.safetensors");
        String crc = Safetensors.write(file, mine, Map.of());
        assertEquals(crc, Safetensors.crc32c(file));
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 1;
            Files.write(file, damaged);
            assertFalse(crc.equals(Safetensors.crc32c(file)), "byte " + i);
        }
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        Path file = written();
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            refusal(file);
        }
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertTrue(refusal(file).contains("truncated"));
    }

    @Test
    void bytesAfterTheLastTensorAreRefused() throws IOException {
        Path file = written();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length + 3));
        assertTrue(refusal(file).contains("3 bytes follow its last tensor"));
    }

    @Test
    void aMissingFileIsRefused() {
        assertTrue(refusal(folder.resolve("absent.safetensors")).endsWith("missing"));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 100_000_001, Long.MAX_VALUE, Long.MIN_VALUE})
    void aHeaderLongerThanAllowedIsRefusedBeforeAnyMemoryIsTaken(long length) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        Path file = Files.write(folder.resolve("huge.safetensors"), bytes.array());
        assertTrue(refusal(file).contains("more than the 100000000 allowed"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":                                                               | 0 | is not JSON",
                "[]                                                                    | 0 | not a JSON object",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | 4 | is not JSON",
                "{\"a\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}      | 8 | 'a' is of type 'I64'",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}     | 4 | no proper shape",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}    | 4 | no proper shape",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}        | 4 | no proper shape",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}      | 8 | needs 12 bytes, its data_offsets hold 8",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,4],\"data_offsets\":[0,8]}} | 8 | claims the shape",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}} | 12 | 'b' begin at 4, inside of another tensor",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}} | 12 | 'b' begin at 8, after a gap from 4",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}      | 4 | truncated: its tensors need 8 bytes, 4 are there",
            })
    void aHeaderThatLiesIsRefused(String header, int dataBytes, String expected) throws IOException {
        add("a", DType.F32, 1, 2);
        String message = refusal(file(header, dataBytes));
        assertTrue(message.contains(expected), message);
    }

    @Test
    void otherTensorsAreRefusedAndNothingIsRead() {
        Path file = written();
        double[] before = mine.get("bias").toDoubles();
        mine.get("bias").plus(1);
        add("towers.0.weight", DType.F32, 3, 2);
        assertTrue(refusal(file).contains("no tensor 'towers.0.weight'"));
        close("towers.0.weight");
        close("experts.0.weight");
        assertTrue(refusal(file).contains("a tensor 'experts.0.weight' that this model does not have"));
        add("experts.0.weight", DType.F32, 3, 3, 2);
        String shapes = refusal(file);
        assertTrue(shapes.contains("[2, 3] here and [3, 2]"), shapes);
        close("experts.0.weight");
        add("experts.0.weight", DType.F64, 3, 2, 3);
        assertTrue(refusal(file).contains("F32 here and F64 in this model"));
        assertArrayEquals(
                Arrays.stream(before).map(v -> (float) v + 1).toArray(),
                mine.get("bias").toDoubles(),
                1e-6);
    }

    @Test
    void writingWhereItIsImpossibleSaysSoAndLeavesNothing() throws IOException {
        add("w", DType.F32, 1, 2);
        Path occupied = Files.createDirectories(folder.resolve("dir/model.safetensors/inner"))
                .getParent();
        assertThrows(BadInput.class, () -> Safetensors.write(occupied, mine, Map.of()));
        String message = assertThrows(
                        BadInput.class,
                        () -> Safetensors.write(folder.resolve("absent/model.safetensors"), mine, Map.of()))
                .getMessage();
        assertTrue(message.contains("cannot be written: no such file or directory"), message);
        try (Stream<Path> left = Files.list(folder.resolve("dir"))) {
            assertEquals(List.of(occupied), left.toList());
        }
    }

    private void close(String name) {
        Variable variable = mine.remove(name);
        if (variable != null) {
            variable.close();
        }
    }
}
