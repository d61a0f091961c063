package dev.braid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.braid.experiment.derived.PublicDatasets;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetsCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(Files.readString(folder.resolve("result.json")));
    }

    @Test
    void everyDatasetIsListedWithItsPageAndItsOptions() throws IOException {
        assertEquals(0, run("datasets", "--json", folder + "/result.json"), err::toString);
        JsonNode datasets = json().path("datasets");
        assertEquals(PublicDatasets.ALL.size(), datasets.size());
        for (JsonNode dataset : datasets) {
            assertTrue(out.toString().contains(dataset.path("name").asText()));
            for (String key : new String[] {"name", "title", "paper", "page", "about"}) {
                assertFalse(dataset.path(key).asText().isBlank(), () -> key + " of " + dataset);
            }
            assertTrue(dataset.path("files").size() > 0, dataset::toString);
            for (JsonNode option : dataset.path("options")) {
                for (String key : new String[] {"name", "type", "default", "doc"}) {
                    assertFalse(option.path(key).asText().isBlank(), () -> key + " of " + option);
                }
            }
        }
    }

    @Test
    void oneDatasetIsExplained() {
        assertEquals(0, run("datasets", "census-income"), err::toString);
        assertTrue(out.toString().contains("dropHousehold"), out::toString);
        assertTrue(out.toString().contains("UCI Machine Learning Repository"), out::toString);
    }

    @Test
    void rawFilesBecomeADatasetInOneCommand() throws IOException {
        StringBuilder csv =
                new StringBuilder("recency,history_segment,history,mens,womens,zip_code,newbie,channel,segment,"
                        + "visit,conversion,spend\n");
        for (int i = 0; i < 300; i++) {
            csv.append(i % 12)
                    .append(",\"6) $750 - $1,000\",142.5,1,0,Urban,0,Web,No E-Mail,")
                    .append(i % 3 == 0 ? 1 : 0)
                    .append(',')
                    .append(i % 6 == 0 ? 1 : 0)
                    .append(",0\n");
        }
        Files.writeString(folder.resolve("hillstrom.csv"), csv + "1,2\n");
        String out1 = folder + "/out";
        assertEquals(2, run("prepare", "--source", "hillstrom", "--raw", folder.toString(), "--out", out1));
        assertTrue(
                err.toString().contains("hillstrom.csv:302: a row has 2 fields where 12 are expected"), err::toString);
        assertFalse(Files.exists(Path.of(out1)));
        assertEquals(
                0,
                run(
                        "prepare",
                        "--source",
                        "hillstrom",
                        "--raw",
                        folder.toString(),
                        "--set",
                        "space=all",
                        "--bad-lines",
                        "1",
                        "--out",
                        out1,
                        "--json",
                        folder + "/result.json"),
                err::toString);
        assertTrue(out.toString().contains("64,000"), out::toString);
        assertEquals(1, json().path("source").path("badLines").asInt());
        assertEquals("hillstrom", json().path("name").asText());
    }

    @Test
    void filesOfOnesOwnAndPublicOnesDoNotMix() {
        assertEquals(2, run("prepare", "--source", "hillstrom", "--spec", "x.yaml", "--out", folder + "/out"));
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertEquals(2, run("prepare", "--source", "hilstrom", "--raw", folder.toString(), "--out", folder + "/out"));
        assertTrue(err.toString().contains("did you mean 'hillstrom'?"), err::toString);
    }
}
