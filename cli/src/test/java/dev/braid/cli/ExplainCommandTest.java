package dev.braid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.braid.data.duck.Duck;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExplainCommandTest {
    @TempDir
    static Path shared;

    @BeforeAll
    static void train() throws IOException {
        TinyFunnel.make(shared);
        for (String model : List.of("mmoe", "dephn")) {
            TinyFunnel.succeed(
                    "train",
                    "--data",
                    shared + "/dataset",
                    "--model",
                    model,
                    "--out",
                    shared + "/" + model,
                    "--set",
                    "train.epochs=2",
                    "--set",
                    "train.batchSize=40",
                    "--set",
                    "model.experts=2",
                    "--explain-every",
                    "2");
        }
    }

    /** Once for all tests. */
    private static Path explain(String run) {
        Path out = shared.resolve("explained-" + run);
        return Files.exists(out) ? out : explain(run, out);
    }

    private static Path explain(String run, Path out) {
        TinyFunnel.succeed("explain", "--run", shared + "/" + run, "--out", out.toString());
        return out;
    }

    private static JsonNode numbers(Path out) throws IOException {
        return new ObjectMapper().readTree(out.resolve("explain.json").toFile());
    }

    @Test
    void gatesOfMmoeSumToOneOnRowsAndAlongTraining() throws IOException {
        Path out = explain("mmoe");
        JsonNode explanation = numbers(out);
        assertEquals(36, explanation.path("inside").path("rows").asInt());
        JsonNode gates = explanation.path("inside").path("gates");
        assertEquals(2, gates.size());
        assertEquals("click", gates.get(0).path("reader").asText());
        assertEquals("buy", gates.get(1).path("reader").asText());
        for (JsonNode gate : gates) {
            assertEquals(
                    1,
                    gate.path("mean").get(0).asDouble()
                            + gate.path("mean").get(1).asDouble(),
                    1e-6);
        }
        JsonNode training = explanation.path("training"); // 3 steps an epoch
        assertEquals(4, training.size());
        assertEquals(6, training.get(3).path("step").asInt());
        for (String file : List.of("gates", "experts", "similarity", "calibration", "labels", "training-gradients")) {
            assertTrue(Files.exists(out.resolve(file + ".csv")), file);
        }
        assertFalse(Files.exists(out.resolve("selection.csv")), "MMoE has no selection gates");
        String page = Files.readString(out.resolve("explain.html"));
        assertTrue(page.contains("pull against each other in"), "the tasks' conflict is said");
        assertTrue(page.contains("Predicted probability of being in the sample space"), "buy follows click");
    }

    @Test
    void dephnHasSelectionPartsAndItsVirtualGradient() throws IOException {
        Path out = explain("dephn");
        JsonNode numbers = numbers(out);
        JsonNode inside = numbers.path("inside");
        assertEquals(3, inside.path("selections").size());
        assertEquals(
                "add", inside.path("virtualGradient").path("family").asText().toLowerCase(java.util.Locale.ROOT));
        for (JsonNode task : inside.path("parts")) {
            assertEquals("[\"public\",\"private\"]", task.path("parts").toString());
        }
        assertEquals(
                1 + 8 * 21 * 21,
                Files.readAllLines(out.resolve("virtual-gradient.csv")).size());
        JsonNode functions = numbers.path("virtualGradientFunctions");
        assertEquals(8, functions.size());
        assertEquals("2 √|x + y − 1|", functions.get(3).path("formula").asText());
        assertEquals(2, functions.get(3).path("coefficient").get(0).get(0).asDouble(), "h(0, 0)");
        assertEquals(
                1 + 4 * 2 * 6,
                Files.readAllLines(out.resolve("training-coefficients.csv")).size());
        assertTrue(Files.readString(out.resolve("explain.html")).contains("trained with add sqrt"));
    }

    @Test
    void aPlainModelSaysThatItHasNothingInsideAndHowToSeeItsTraining() throws IOException {
        Path out = explain("run"); // Shared-Bottom, without --explain-every
        String page = Files.readString(out.resolve("explain.html"));
        assertTrue(page.contains("sharedbottom has no gates, no experts"), "one line says so");
        assertTrue(page.contains("--explain-every 50"), "and how to get what is left out");
        assertFalse(Files.exists(out.resolve("gates.csv")));
        assertTrue(Files.exists(out.resolve("calibration.csv")));
    }

    /** Where buy is known, click is always 1. */
    @Test
    void aCorrelationThatIsUndefinedIsNoNumber() throws IOException {
        Path out = explain("mmoe");
        JsonNode correlation = numbers(out).path("labelCorrelation");
        assertEquals(1, correlation.get(0).get(0).asDouble());
        assertTrue(correlation.get(0).get(1).isNull(), correlation::toString);
        assertTrue(correlation.get(1).get(0).isNull(), correlation::toString);
        assertEquals(1, correlation.get(1).get(1).asDouble());
        assertEquals(
                List.of("task,other,correlation", "click,click,1.0", "click,buy,", "buy,click,", "buy,buy,1.0"),
                Files.readAllLines(out.resolve("labels.csv")));
        String page = Files.readString(out.resolve("explain.html"));
        assertTrue(page.contains("(blank: undefined)"), "in the picture");
        assertTrue(page.contains("click with buy."), "and in words");
    }

    /** 36 test rows in 30 groups; the confidence of the second task is twice that of the first. */
    @Test
    void predictionsAreShownAgainstTheConfidencesThatADatasetKeeps() throws IOException {
        Path file = shared.resolve("dataset/confidence.parquet");
        String rows =
                "SELECT 'test' AS split, range AS \"row\", 0.0 AS logit, range - 18.0 AS c, 2 * (range - 18.0) AS y"
                        + " FROM range(";
        try (Duck duck = Duck.inMemory(1)) {
            duck.run("COPY (" + rows + "36)) TO '" + file + "' (FORMAT parquet)");
        }
        try {
            List<String> lines = Files.readAllLines(
                    explain("mmoe", shared.resolve("confident")).resolve("confidence.csv"));
            assertEquals(1 + 2 * 30, lines.size());
            assertTrue(lines.get(1).startsWith("click,1,-18.0,-18.0,"), lines.get(1));
            assertTrue(lines.get(31).startsWith("buy,1,-18.0,-36.0,"), lines.get(31));
            try (Duck duck = Duck.inMemory(1)) {
                duck.run("COPY (" + rows + "35)) TO '" + file + "' (FORMAT parquet)");
            }
            StringWriter err = new StringWriter();
            String[] again = {"explain", "--run", shared + "/mmoe", "--out", shared + "/short"};
            assertEquals(2, Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err), again));
            assertTrue(err.toString().contains("does not hold every row"), err::toString);
        } finally {
            Files.delete(file);
        }
    }

    /** What DE-PHN has and a plain model has not goes; what is of somebody else stays. */
    @Test
    void nothingOfAnotherModelStaysInTheFolder() throws IOException {
        Path out = shared.resolve("reused");
        explain("dephn", out);
        Path numbers = out.resolve("explain.json");
        Path picture = shared.resolve("reused-png/figure-07-select.png");
        Path own = out.resolve("mine.csv");
        Files.createDirectories(picture.getParent());
        for (Path file : List.of(picture, own, shared.resolve("mine.png"))) {
            Files.writeString(file, "x");
        }
        String drawn = "[\"../reused-png/figure-07-select.png\", \"../mine.png\"]";
        Files.writeString(numbers, Files.readString(numbers).replace("\"pictures\" : [ ]", "\"pictures\" : " + drawn));
        assertTrue(Files.readString(numbers).contains(drawn));

        explain("run", out);
        assertEquals("sharedbottom", numbers(out).path("model").asText());
        assertEquals(shared + "/run", numbers(out).path("run").asText());
        assertEquals(
                List.of(
                        "activation.csv",
                        "calibration.csv",
                        "explain.html",
                        "explain.json",
                        "labels.csv",
                        "losses.csv",
                        "mine.csv",
                        "propensity.csv"),
                names(out));
        assertFalse(Files.exists(picture), "it showed the other model");
        assertTrue(Files.exists(shared.resolve("mine.png")), "no name of a picture of ours");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aFolderWithSomebodyElsesNumbersStays() throws IOException {
        Path out = Files.createDirectories(shared.resolve("foreign"));
        Files.writeString(out.resolve("explain.json"), "mine");
        Files.writeString(out.resolve("gates.csv"), "mine");
        StringWriter err = new StringWriter();
        String[] line = {"explain", "--run", shared + "/run", "--out", out.toString()};
        assertEquals(2, Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err), line));
        assertTrue(err.toString().contains("is not what 'braid explain' wrote"), err::toString);
        assertEquals(List.of("explain.json", "gates.csv"), names(out));
    }

    /** A table of one's own may be called as one of an explanation is. */
    @Test
    void filesThatNoExplanationWroteAreNeitherOverwrittenNorRemoved() throws IOException {
        Path out = Files.createDirectories(shared.resolve("own"));
        Path own = Files.writeString(out.resolve("gates.csv"), "mine"); // a plain model writes none
        String[] line = {"explain", "--run", shared + "/run", "--out", out.toString()};
        StringWriter err = new StringWriter();
        assertEquals(2, Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err), line));
        assertEquals(
                own + ": is there, and no explanation has written it; move it, or name another --out",
                err.toString().strip());
        Files.delete(own);
        TinyFunnel.succeed(line);
        Files.writeString(own, "mine");
        assertEquals(2, Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err), line));
        assertEquals("mine", Files.readString(own), "the former explanation has not written it either");
    }

    @Test
    void chainsAndPropensitiesAreInNumbersAndTables() throws IOException {
        Path out = explain("mmoe");
        JsonNode chain = numbers(out).path("chains").path("ctcvr:buy").path("bins");
        List<String> calibration = Files.readAllLines(out.resolve("calibration.csv"));
        assertTrue(chain.size() > 1, chain::toString);
        assertEquals(
                chain.size(),
                calibration.stream().filter(l -> l.startsWith("ctcvr:buy,")).count());
        JsonNode propensity = numbers(out).path("perTask").path(1).path("propensity");
        List<String> lines = Files.readAllLines(out.resolve("propensity.csv"));
        assertEquals(3, lines.size(), lines::toString);
        String[] all = lines.get(1).split(",", -1);
        assertEquals(List.of("buy", "all"), List.of(all[0], all[1]));
        assertEquals(propensity.path("all").get(3).asDouble(), Double.parseDouble(all[5]), "the median");
        assertEquals(lines.get(0).split(",", -1).length, all.length);
        assertTrue(Files.readString(out.resolve("explain.html")).contains("ctcvr:buy: calibration"));
    }

    @Test
    void anExplanationLiesInTheFolderOfItsRunWhichStaysARun() throws IOException {
        TinyFunnel.succeed("explain", "--run", shared + "/mmoe");
        Path out = shared.resolve("mmoe/explain");
        assertEquals("mmoe", numbers(out).path("model").asText());
        assertTrue(
                Files.readString(out.resolve("explain.html")).contains("./braid explain --run " + shared + "/mmoe<"),
                "the command that makes it again needs no --out");
        TinyFunnel.succeed("report", shared + "/mmoe", "--out", shared + "/mmoe.html");
        TinyFunnel.succeed("evaluate", "--run", shared + "/mmoe", "--data", shared + "/dataset");
        TinyFunnel.succeed(
                "predict", "--run", shared + "/mmoe", "--input", shared + "/test.csv", "--out", shared + "/scores.csv");
        resume("mmoe");
        assertTrue(Files.exists(out.resolve("explain.json")), "resuming leaves it");
    }

    @Test
    void aResumedTrainingGoesOnWithItsRecord() throws IOException {
        Path record = shared.resolve("mmoe/explain.jsonl");
        String before = Files.readString(record);
        resume("mmoe");
        assertEquals(before, Files.readString(record), "a finished run is only opened");
    }

    private static void resume(String run) {
        TinyFunnel.succeed(
                "train",
                "--data",
                shared + "/dataset",
                "--model",
                run,
                "--config",
                shared + "/" + run + "/config.yaml",
                "--out",
                shared + "/" + run,
                "--resume");
    }

    @ParameterizedTest
    @CsvSource({
        "'explain --run nowhere --out x', no such run",
        "'explain --run nowhere', no such run",
        "'explain --run RUN --out RUN/run.json', is a file",
        "'explain --run RUN --out x --rows 0', must be at least 1",
        "'explain --run RUN --out x --split tset', did you mean",
        "'explain --run RUN --data nowhere --out x', no such directory",
        "'train --data DATA --model mmoe --out y --explain-every 0', must be at least 1"
    })
    void aWrongInputIsOneLine(String line, String said) {
        String[] arguments = line.replace("RUN", shared + "/run")
                .replace("DATA", shared + "/dataset")
                .replace("--out x", "--out " + shared + "/x")
                .split(" ");
        StringWriter err = new StringWriter();
        assertEquals(2, Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err), arguments));
        assertTrue(err.toString().contains(said), err::toString);
        assertEquals(1, err.toString().strip().lines().count(), err::toString);
        assertFalse(Files.exists(shared.resolve("x")), "nothing is left");
    }
}
