package dev.braid.data.raw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands behind a gzip file is found wherever a buffer ends. */
final class WholeGzipTest {
    @TempDir
    Path folder;

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void everyByteBehindTheLastMemberIsCounted() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            int members = 1 + random.nextInt(3);
            for (int m = 0; m < members; m++) {
                byte[] bytes = new byte[random.nextInt(300)]; // random bytes stay as long as they are
                random.nextBytes(bytes);
                text.write(bytes);
                file.write(zipped(bytes));
            }
            byte[] piece = zipped(new byte[] {1});
            boolean zeros = random.nextBoolean();
            int behind = random.nextInt(zeros ? 60 : 10); // a member's header is cut off within its ten bytes
            file.write(zeros ? new byte[behind] : Arrays.copyOf(piece, behind));
            Path path = Files.write(folder.resolve("file.gz"), file.toByteArray());
            String which = "file " + i + ", " + members + " members, " + behind + " bytes behind";
            try (WholeGzip in = WholeGzip.open(path, 64 + random.nextInt(64))) {
                assertArrayEquals(text.toByteArray(), in.readAllBytes(), which);
                assertEquals(behind, in.behind(), which);
            }
        }
    }
}
