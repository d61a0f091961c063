package dev.braid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SimulateCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    @Test
    void everyNameListsItsOptionsWithoutWriting() throws IOException {
        Path json = folder.resolve("options.json");
        for (String name : new Simulation.Names()) {
            assertEquals(0, run("simulate", "--like", name, "--options", "--json", json.toString()), err::toString);
            JsonNode listed = new ObjectMapper().readTree(Files.readString(json));
            assertEquals(name, listed.path("name").asText());
            assertTrue(listed.path("options").size() > 1, listed::toString);
            for (JsonNode option : listed.path("options")) {
                assertTrue(out.toString().contains(option.path("name").asText()), out::toString);
                for (String key : new String[] {"type", "default", "doc"}) {
                    assertFalse(option.path(key).asText().isBlank(), () -> key + " of " + option);
                }
            }
        }
    }

    @Test
    void aListedOptionCanBeSet() {
        assertEquals(0, run("simulate", "--like", "criteo", "--options"), err::toString);
        assertTrue(out.toString().lines().anyMatch(line -> line.startsWith("vocabulary ")), out::toString);
        Path raw = folder.resolve("raw");
        assertEquals(
                0,
                run(
                        "simulate",
                        "--like",
                        "criteo",
                        "--rows",
                        "50",
                        "--set",
                        "vocabulary=0.01",
                        "--out",
                        raw.toString()),
                err::toString);
        assertTrue(Files.exists(raw.resolve("train.txt")));
    }

    @Test
    void withoutAFolderNothingIsSimulated() {
        assertEquals(2, run("simulate", "--like", "criteo", "--rows", "50"));
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertTrue(err.toString().contains("--out=DIR"), err::toString);
    }
}
