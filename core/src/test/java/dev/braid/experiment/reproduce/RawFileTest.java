package dev.braid.experiment.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a raw file is known by. */
final class RawFileTest {
    private static final int MB = 1 << 20;

    @TempDir
    Path folder;

    private RawFile of(byte[] content) throws IOException {
        return RawFile.of(Files.write(folder.resolve("train.txt"), content));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, MB, MB + 1, 2 * MB})
    void ofASmallFileEveryByteCountsOnce(int bytes) throws IOException {
        byte[] content = new byte[bytes];
        new Random(1).nextBytes(content);
        CRC32C whole = new CRC32C();
        whole.update(content);
        assertEquals(new RawFile("train.txt", bytes, String.format("%08x", whole.getValue())), of(content));
    }

    @Test
    void ofALargeFileBothEndsCount() throws IOException {
        byte[] content = new byte[5 * MB];
        RawFile zeros = of(content);
        content[2 * MB] = 1;
        assertEquals(zeros, of(content), "the middle is not looked at");
        content[content.length - 1] = 1;
        assertNotEquals(zeros, of(content));
        content[content.length - 1] = 0;
        content[0] = 1;
        assertNotEquals(zeros, of(content));
    }
}
