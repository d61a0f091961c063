package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.braid.fault.BadFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SealedJsonTest {
    @TempDir
    Path folder;

    private Path file;
    private ObjectNode content;

    @BeforeEach
    void write() throws IOException {
        content = SealedJson.of("braid-test", 2).put("x", 0.1);
        content.putObject("inner").putNull("undefined");
        file = Files.write(folder.resolve("state.json"), SealedJson.bytes(content));
    }

    private String refusal(int version) {
        return assertThrows(BadFormat.class, () -> SealedJson.read(file, "braid-test", version, "checkpoint"))
                .getMessage();
    }

    @Test
    void whatWasWrittenIsReadBack() {
        assertEquals(content, SealedJson.read(file, "braid-test", 2, "checkpoint"));
    }

    @Test
    void everyFlippedByteAndEveryTruncationIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 1;
            Files.write(file, damaged);
            refusal(2);
            Files.write(file, Arrays.copyOf(whole, i));
            refusal(2);
        }
    }

    @Test
    void anotherFormatAndAnotherVersionAreNamed() {
        assertTrue(refusal(1).contains("format version 2; this Braid reads version 1, use a newer Braid"));
        assertTrue(refusal(3).contains("use the Braid that wrote it"));
        String foreign = assertThrows(BadFormat.class, () -> SealedJson.read(file, "braid-run", 2, "run"))
                .getMessage();
        assertTrue(foreign.contains("not a run of Braid"), foreign);
    }

    @Test
    void aMissingFileIsNamed() {
        file = folder.resolve("absent.json");
        assertEquals(file + ": missing; this is not a whole checkpoint", refusal(2));
    }
}
