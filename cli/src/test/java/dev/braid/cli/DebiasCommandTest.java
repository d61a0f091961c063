package dev.braid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The study of conversions without a click, at a size that shows its form and nothing else. */
final class DebiasCommandTest {
    @TempDir
    private Path folder;

    @Test
    void everyVariantIsOnThePageAndInTheJson() throws IOException {
        Path page = folder.resolve("debias.md");
        Path json = folder.resolve("debias.json");
        TinyFunnel.succeed(
                "bench",
                "debias",
                "--rows",
                "300",
                "--seeds",
                "1",
                "--out",
                page.toString(),
                "--json",
                json.toString());
        String text = Files.readString(page);
        assertTrue(text.contains("./braid bench debias --rows 300 --seeds 1"), text);
        JsonNode runs = new ObjectMapper().readTree(Files.readString(json)).path("runs");
        assertEquals(9, runs.size());
        for (JsonNode run : runs) {
            assertTrue(run.path("pcoc").asDouble() > 0, run::toString);
            assertTrue(text.contains("| " + run.path("variant").asText() + " |"), text);
        }
    }
}
