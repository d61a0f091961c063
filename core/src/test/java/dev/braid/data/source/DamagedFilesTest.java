package dev.braid.data.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes changed at random: the files are read, or refused as the user's, and never anything else. */
final class DamagedFilesTest {
    private static final int CHANGES = 6;

    @TempDir
    Path folder;

    private static byte[] damaged(String text, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int c = 0; c < CHANGES; c++) {
            int at = random.nextInt(bytes.length);
            bytes[at] = switch (random.nextInt(5)) {
                case 0 -> '\n';
                case 1 -> '\t';
                case 2 -> '"';
                case 3 -> '\r';
                default -> (byte) random.nextInt(256);
            };
        }
        return bytes;
    }

    private void requireReadOrRefused(Download download, String source, String... sets) {
        try {
            SourceReport report = download.prepare(source, 3, sets).report();
            assertTrue(report.badLines() <= 3);
        } catch (BadInput refused) {
            assertFalse(refused.getMessage().isBlank());
            assertFalse(Files.exists(folder.resolve("dataset")), "nothing half-written stays");
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void criteo(long seed) throws IOException {
        Files.write(folder.resolve("train.txt"), damaged(CriteoTest.file(60), seed));
        requireReadOrRefused(new Download(folder), "criteo", "minCount=1");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aliCcp(long seed) throws IOException {
        StringBuilder skeleton = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            skeleton.append(i + "," + i % 2 + "," + (i % 4 == 1 ? 1 : 0) + ",k" + i % 2 + ",1,205\u0002i\u00031.0\n");
        }
        String common = "k0,1,101\u0002u\u00031.0\nk1,1,101\u0002v\u00031.0\n";
        Download download = new Download(folder)
                .file("sample_skeleton_test.csv", skeleton.toString())
                .file("common_features_train.csv", common)
                .file("common_features_test.csv", common);
        Files.write(folder.resolve("sample_skeleton_train.csv"), damaged(skeleton.toString(), seed));
        requireReadOrRefused(download, "ali-ccp", "minCount=1");
    }

    @Test
    void aGzipFileThatBreaksOffIsRefused() throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(bytes)) {
            gzip.write(CriteoTest.file(200).getBytes(StandardCharsets.UTF_8));
        }
        Files.write(folder.resolve("train.txt.gz"), bytes.toByteArray());
        Download download = new Download(folder);
        assertEquals(
                200, Download.counted(download.prepare("criteo", "minCount=1").report(), "all", "rows"));
        Files.write(folder.resolve("train.txt.gz"), java.util.Arrays.copyOf(bytes.toByteArray(), bytes.size() - 9));
        BadInput refused = assertThrows(BadInput.class, () -> download.prepare("criteo"));
        assertTrue(refused.getMessage().contains("train.txt.gz:201: the gzip file breaks off"), refused::getMessage);
    }
}
