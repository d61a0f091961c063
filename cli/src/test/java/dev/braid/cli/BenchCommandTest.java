package dev.braid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchCommandTest {
    @TempDir
    Path folder;

    @Test
    void aLargeTableIsMeasuredUnderTheNamesOfTheContract() throws IOException {
        Path json = folder.resolve("train.json");
        TinyFunnel.succeed(
                "bench",
                "train",
                "--vocabulary",
                "1000",
                "--set",
                "batchSize=64",
                "--set",
                "steps=2",
                "--checkpoint",
                folder.toString(),
                "--json",
                json.toString());
        JsonNode measured = new ObjectMapper().readTree(json.toFile());
        for (String name :
                List.of("rowsPerSecond", "gemmGflops", "modelGflopPerRow", "fractionOfGemmLimit", "peakMemoryMb")) {
            assertTrue(measured.path(name).asDouble() > 0, name);
        }
        assertEquals(1000, measured.at("/table/embeddingRows").asInt());
        // weights and both moments of the rows, at least
        assertTrue(measured.at("/table/tensorMb").asDouble() > 3 * 1000 * 16 * 4 / 1048576.0);
        assertEquals(1, folder.toFile().list().length, "the checkpoint is gone");
    }
}
