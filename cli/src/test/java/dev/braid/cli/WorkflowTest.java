package dev.braid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From raw files to scored rows, with the JSON that the commands promise. */
final class WorkflowTest {
    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private String said = "";

    @BeforeAll
    static void makeOnce() throws IOException {
        TinyFunnel.make(shared);
    }

    private JsonNode run(String... arguments) throws IOException {
        Path json = folder.resolve("result.json");
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--json";
        all[arguments.length + 1] = json.toString();
        StringWriter err = new StringWriter();
        assertEquals(0, Main.run(new PrintWriter(out), new PrintWriter(err), all), err::toString);
        said = err.toString();
        return new ObjectMapper().readTree(Files.readString(json));
    }

    private static void requireTasks(JsonNode split, String name) {
        assertEquals(name, split.path("split").asText());
        assertEquals(36, split.path("rows").asInt());
        assertEquals(36, split.path("tasks").path("click").path("rows").asInt());
        assertEquals("all", split.path("tasks").path("click").path("space").asText());
        assertEquals(12, split.path("tasks").path("buy").path("rows").asInt());
        for (String metric : List.of("positives", "auc", "logloss", "f1", "f1Threshold", "gauc", "pcoc", "ece", "ks")) {
            assertTrue(split.path("tasks").path("click").has(metric), metric);
        }
        assertTrue(split.path("tasks").path("click").path("gauc").isNull(), "no user column, so GAUC is undefined");
    }

    @Test
    void trainReportsSplitsAndSpeed() throws IOException {
        JsonNode json = run(
                "train",
                "--data",
                shared + "/dataset",
                "--model",
                "mmoe",
                "--out",
                folder + "/run",
                "--seed",
                "3",
                "--set",
                "train.epochs=1");
        assertEquals("mmoe", json.path("model").asText());
        for (String key : List.of("parameters", "epochs", "rowsPerSecond", "seconds")) {
            assertTrue(json.path(key).isNumber(), () -> key + " in " + json);
        }
        assertTrue(said.lines().anyMatch(l -> l.matches("\\* train\\.epochs +1 +10")), said);
        assertTrue(said.lines().anyMatch(l -> l.matches(" {2}train\\.batchSize +1024 +1024")), said);
        requireTasks(json.path("splits").path("validation"), "validation");
        requireTasks(json.path("splits").path("test"), "test");
    }

    @Test
    void evaluateReportsTheSplitAskedFor() throws IOException {
        JsonNode json = run("evaluate", "--run", shared + "/run", "--split", "test");
        requireTasks(json, "test");
        assertTrue(out.toString().contains("click=1"), out::toString);
    }

    @Test
    void predictScoresRowsWithoutLabelsUnseenIdsAndMissingValues() throws IOException {
        Path rows = Files.write(folder.resolve("rows.csv"), List.of("age,city,note", "20,c1,a", "21,nowhere,b", ",,c"));
        JsonNode json = run(
                "predict",
                "--run",
                shared + "/run",
                "--input",
                rows.toString(),
                "--out",
                folder + "/scores.csv",
                "--keep",
                "note");
        assertEquals(3, json.path("rows").asInt());
        List<String> scores = Files.readAllLines(folder.resolve("scores.csv"));
        assertEquals("row,note,click,buy,ctcvr:buy", scores.get(0));
        assertEquals(4, scores.size());
        for (String line : scores.subList(1, 4)) {
            String[] cells = line.split(",", -1);
            double click = Double.parseDouble(cells[2]);
            assertTrue(click > 0 && click < 1, line);
            assertEquals(click * Double.parseDouble(cells[3]), Double.parseDouble(cells[4]), 1e-9, line);
        }
    }

    @Test
    void describeShowsFeaturesAndCorrelations() throws IOException {
        JsonNode json = run("describe", shared + "/dataset");
        assertEquals("tiny", json.path("name").asText());
        assertTrue(out.toString().contains("Pearson"), out::toString);
        assertEquals(2, json.path("features").size());
        assertEquals(2, json.path("columns").size());
        for (JsonNode column : json.path("columns")) {
            for (String key : List.of("kind", "ids", "used", "missing", "unseen", "top", "numbers", "weights")) {
                assertTrue(column.has(key), () -> key + " of " + column);
            }
        }
        JsonNode pair = json.path("labelPairs").path(0);
        assertEquals("buy", pair.path("second").asText());
        assertTrue(pair.path("pearson").isNull(), "a click is constant where a buy has a label");
        assertTrue(out.toString().contains("undefined"), out::toString);
        assertTrue(out.toString().lines().allMatch(line -> line.length() <= 120), out::toString);
    }

    @Test
    void theDemoPrintsTheBestPossibleAndReplacesItself() throws IOException {
        String[] demo = {
            "demo", "--out", folder + "/demo", "--rows", "2000", "--models", "mmoe", "--set", "train.epochs=1"
        };
        run(demo);
        JsonNode json = run(demo);
        assertTrue(out.toString().contains("best possible"), out::toString);
        assertTrue(
                out.toString().contains("Settings other than the defaults: train.epochs=1, train.patience=1"),
                out::toString);
        assertTrue(out.toString().contains("The report") && out.toString().contains(folder + "/demo/report.html"));
        String report = Files.readString(folder.resolve("demo/report.html"));
        assertTrue(report.contains("click: calibration"), "what was trained just now");
        assertTrue(
                report.contains("./braid demo --rows 2000 --models mmoe --set train.epochs=1 --out demo<"),
                "the command that makes it again");
        assertTrue(json.path("best").path("click").path("auc").asDouble() > 0.5, json::toString);
        assertTrue(json.path("models").path("mmoe").path("tasks").has("ctcvr:conversion"), json::toString);
    }
}
