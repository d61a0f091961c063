package dev.braid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.braid.experiment.ComparisonResult;
import dev.braid.experiment.Ranking;
import dev.braid.experiment.RowTest;
import dev.braid.experiment.Spread;
import dev.braid.experiment.VariantSummary;
import dev.braid.explain.TracedStep;
import dev.braid.explain.TrainingTrace;
import dev.braid.metric.Metric;
import dev.braid.train.TensorBoardLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several trainings side by side. */
final class CompareCommandTest {
    private static final List<String> SMALL = List.of(
            "--set", "train.epochs=1",
            "--set", "train.batchSize=16",
            "--set", "embedding.width=4",
            "--set", "optimizer.learningRate=0.05");

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    @BeforeAll
    static void makeOnce() throws IOException {
        TinyFunnel.raw(shared);
        TinyFunnel.succeed("prepare", "--spec", shared + "/spec.yaml", "--out", shared + "/dataset");
    }

    private String compare(int code, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("compare", "--data", shared + "/dataset", "--out", folder + "/comparison"));
        arguments.addAll(SMALL);
        arguments.addAll(List.of(more));
        StringWriter err = new StringWriter();
        int found = Main.run(new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
        assertEquals(code, found, err::toString);
        return err.toString();
    }

    private ComparisonResult result() {
        return Json.read(folder.resolve("comparison/comparison.json"), ComparisonResult.class, "a comparison");
    }

    private Map<String, String> records() throws IOException {
        Map<String, String> records = new TreeMap<>();
        try (Stream<Path> runs = Files.list(folder.resolve("comparison/runs"))) {
            for (Path run : runs.toList()) {
                records.put(run.getFileName().toString(), Files.readString(run.resolve("run.json")));
            }
        }
        return records;
    }

    @Test
    void everyModelIsTrainedWithEverySeedAndSummarised() throws IOException {
        Path json = folder.resolve("result.json");
        compare(0, "--models", "mmoe,sharedbottom", "--seeds", "2", "--json", json.toString());
        JsonNode result = new ObjectMapper().readTree(Files.readString(json));
        assertEquals(4, result.path("runs").size());
        for (JsonNode run : result.path("runs")) {
            assertTrue(run.path("tasks").path("click").path("auc").isNumber(), run::toString);
            assertTrue(run.path("seed").isNumber() && run.path("model").isTextual(), run::toString);
        }
        assertEquals(2, result.path("summary").size());
        JsonNode first = result.path("summary").get(0);
        assertEquals("mmoe", first.path("model").asText());
        double mean = (auc(result, 0) + auc(result, 2)) / 2; // seed by seed
        assertEquals(
                mean, first.path("tasks").path("click").path("auc").path("mean").asDouble(), 1e-12);
        String page = Files.readString(folder.resolve("comparison/comparison.md"));
        assertTrue(page.contains("| mmoe |") && page.contains("| sharedbottom |"), page);
        long lines = Files.readString(folder.resolve("comparison/comparison.csv"))
                .lines()
                .count();
        assertEquals(1 + 4L * 3 * Metric.values().length, lines, "a line per run, task and metric");
        assertEquals(result().summary(), result().summary());
        assertEverySummaryHasALine();
        assertTrue(page.contains("## All metrics") && page.contains("| task | model | auc | logloss | f1 |"), page);
        assertTrue(
                Files.readString(folder.resolve("comparison/comparison.html")).contains("2 models on tiny"));
        assertEquals(4, result().runs().size());
    }

    private void assertEverySummaryHasALine() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("comparison/summary.csv"));
        assertEquals(1 + 2 * 3 * Metric.values().length, lines.size());
        VariantSummary first = result().summary().get(0);
        Spread auc = first.of("click", Metric.AUC);
        Ranking ranking = result().ranking("click", Metric.AUC).orElseThrow();
        boolean best = ranking.best().equals("mmoe");
        assertEquals(
                String.join(
                        ",",
                        "mmoe,click,auc",
                        String.valueOf(auc.mean()),
                        String.valueOf(auc.deviation()),
                        "2",
                        String.valueOf(best),
                        best ? "" : ranking.verdict("mmoe").label(),
                        String.valueOf(first.parameters()),
                        String.valueOf(first.rowsPerSecond().mean()),
                        String.valueOf(first.seconds().mean())),
                lines.get(1));
    }

    @Test
    void everyOutputSaysHowDifferencesWereTestedOverSeedsAndOverRows() throws IOException {
        compare(0, "--models", "mmoe,sharedbottom", "--seeds", "2", "--bootstrap", "150");
        ComparisonResult result = result();
        assertTrue(result.command().contains("--bootstrap 150"), result.command());
        RowTest auc = result.rowTests().get(0);
        assertEquals(List.of("click", "auc", "DeLong"), List.of(auc.task(), auc.metric(), auc.test()));
        String other = auc.best().equals("mmoe") ? "sharedbottom" : "mmoe";
        JsonNode ranking = new ObjectMapper()
                .readTree(folder.resolve("comparison/comparison.json").toFile())
                .path("rankings")
                .get(0);
        assertEquals(auc.p().get(other), ranking.path("pRows").path(other).asDouble());
        assertTrue(ranking.path("p").path(other).isNumber(), ranking::toString);
        String markdown = Files.readString(folder.resolve("comparison/comparison.md"));
        String html = Files.readString(folder.resolve("comparison/comparison.html"));
        for (String page : List.of(markdown, html)) {
            assertTrue(page.contains("paired t-test"), page);
            assertTrue(
                    page.contains("auc: DeLong; logloss: paired z-test; f1: paired bootstrap of rows, 150 resamples"),
                    page);
        }
        assertTrue(html.contains("How sure every difference is"));
        List<String> lines = Files.readAllLines(folder.resolve("comparison/significance.csv"));
        assertEquals("task,metric,best,variant,difference,p_seeds,rows_test,p_rows,verdict", lines.get(0));
        assertTrue(lines.get(1).startsWith("click,auc," + auc.best() + "," + other + ",-"), lines.get(1));
        assertTrue(lines.get(1).contains(",DeLong," + auc.p().get(other) + ","), lines.get(1));
    }

    @Test
    void resumedComparisonsTestTheRowsAlike() {
        compare(0, "--models", "mmoe,sharedbottom", "--seeds", "2");
        ComparisonResult first = result();
        String again = compare(0, "--models", "mmoe,sharedbottom", "--seeds", "2");
        assertEquals(first.rowTests(), result().rowTests());
        assertFalse(again.contains("scoring every row"), again);
        assertTrue(compare(0, "--models", "mmoe,sharedbottom", "--seeds", "2", "--bootstrap", "150")
                .contains("scoring every row"));
        assertTrue(compare(2, "--models", "mmoe", "--bootstrap", "3").contains("at least 100 resamples"));
    }

    @Test
    void whatSeedsTellIsWrittenBeforeTheRowsAreTested() throws IOException {
        Files.createDirectories(folder.resolve("comparison/rowtests.json/in the way"));
        compare(2, "--models", "mmoe,sharedbottom", "--seeds", "2");
        assertFalse(Files.exists(folder.resolve("comparison/comparison.html")));
        assertEquals(4, result().runs().size());
        assertEquals(List.of(), result().rowTests());
    }

    @Test
    void everyRunIsLoggedAsTrainingAloneWouldLogIt() throws IOException {
        String refused = compare(2, "--models", "mmoe", "--explain-every", "0");
        assertTrue(refused.contains("--explain-every 0: must be at least 1"), refused);
        compare(0, "--models", "mmoe,sharedbottom", "--seeds", "1", "--explain-every", "3", "--tensorboard");
        for (String run : List.of("mmoe-1", "sharedbottom-1")) {
            Path place = folder.resolve("comparison/runs").resolve(run);
            List<Long> steps =
                    TrainingTrace.read(place).stream().map(TracedStep::step).toList();
            assertEquals(List.of(1L, 3L, 6L), steps, run);
            try (Stream<Path> events = Files.list(place.resolve(TensorBoardLog.FOLDER))) {
                assertEquals(1, events.count(), run);
            }
        }
        assertTrue(result().command().contains(" --tensorboard --explain-every 3 "), result().command());
    }

    private static double auc(JsonNode result, int run) {
        return result.path("runs")
                .get(run)
                .path("tasks")
                .path("click")
                .path("auc")
                .asDouble();
    }

    @Test
    void aComparisonThatWasBrokenOffTrainsOnlyWhatIsMissing() throws IOException {
        compare(0, "--models", "mmoe,sharedbottom", "--seeds", "2");
        Map<String, String> before = records();
        ComparisonResult whole = result();
        Path lost = folder.resolve("comparison/runs/mmoe-2");
        try (Stream<Path> tree = Files.walk(lost)) {
            for (Path path : tree.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
        compare(0, "--models", "mmoe,sharedbottom", "--seeds", "2");
        Map<String, String> after = records();
        assertNotEquals(before.remove("mmoe-2"), after.remove("mmoe-2"), "its record has its own times");
        assertEquals(before, after, "what was there is not trained again");
        for (int i = 0; i < 4; i++) {
            assertEquals(whole.runs().get(i).tasks(), result().runs().get(i).tasks());
        }
    }

    @Test
    void aVariantHasALabelAndSettingsOfItsOwn() {
        compare(
                0,
                "--models",
                "mmoe,one=mmoe",
                "--seeds",
                "1",
                "--set",
                "model.expert.hidden=4",
                "--set",
                "one:model.experts=1");
        ComparisonResult result = result();
        assertEquals("one", result.runs().get(1).variant());
        assertEquals("mmoe", result.runs().get(1).model());
        assertTrue(result.runs().get(1).parameters() < result.runs().get(0).parameters());
        assertEquals(List.of("model.experts=1"), result.variants().get(1).settings());
        assertTrue(result.command().contains("--set one:model.experts=1"), result.command());
    }

    @Test
    void theCommandThatMakesItAgainNeedsNoFileOfOptions() throws IOException {
        Path yaml = Files.writeString(
                folder.resolve("shared.yaml"),
                "model:\n  expert: {hidden: [4, 2]}\ntrain:\n  patience: 1\n  epochs: 3\n");
        compare(0, "--models", "mmoe", "--seeds", "1", "--config", yaml.toString());
        ComparisonResult first = result();
        assertEquals(
                List.of("model.expert.hidden=[4,2]", "train.patience=1", "train.epochs=3"),
                first.settings().subList(0, 3));
        String command = first.command();
        assertTrue(command.startsWith("./braid compare --data dataset --models mmoe --seeds 1 --set "), command);
        assertTrue(command.contains(" --set 'model.expert.hidden=[4,2]' ") && !command.contains("--config"), command);
        assertTrue(command.endsWith(" --out comparison"), command);
        List<String> words = new ArrayList<>(List.of(command.replace("'", "").split(" ")));
        words.set(words.indexOf("dataset"), shared + "/dataset");
        words.set(words.size() - 1, folder + "/again");
        TinyFunnel.succeed(words.subList(1, words.size()).toArray(String[]::new));
        ComparisonResult again =
                Json.read(folder.resolve("again/comparison.json"), ComparisonResult.class, "a comparison");
        assertEquals(first.runs().get(0).tasks(), again.runs().get(0).tasks());
        assertEquals(first.settings(), again.settings());
    }

    @Test
    void mistakesAreFoundBeforeTheFirstTraining() {
        assertTrue(compare(2, "--models", "mmoe,mmeo").contains("did you mean 'mmoe'?"));
        assertTrue(compare(2, "--models", "mmoe,mmoe").contains("two variants have one label"));
        assertTrue(compare(2, "--models", "mmoe", "--seeds", "0").contains("seeds must be at least 1"));
        assertTrue(compare(2, "--models", "a=mmoe", "--set", "b:train.epochs=1").contains("labelled 'b'"));
        String unknown = compare(2, "--models", "mmoe,sharedbottom", "--set", "model.experts=2");
        assertTrue(unknown.contains("variant sharedbottom") && unknown.contains("model.experts"), unknown);
        assertTrue(Files.notExists(folder.resolve("comparison")), "nothing was trained");
    }

    private static final String[] DIVERGING = {
        "--models", "bad=sharedbottom,mmoe,sharedbottom", "--seeds", "2", "--set", "bad:optimizer.learningRate=1e30"
    };

    @Test
    void aDivergingRunIsShownWithoutResultAndStopsNoOther() throws IOException {
        String said = compare(0, DIVERGING);
        assertTrue(said.contains("bad seed 1: no result: ") && out.toString().contains("Without a result: bad"), said);
        ComparisonResult result = result();
        assertEquals(
                List.of("bad 1", "bad 2"),
                result.failures().stream()
                        .map(r -> r.variant() + " " + r.seed())
                        .toList());
        assertTrue(result.failures().get(0).parameters() > 0);
        assertEquals(6, result.runs().size());
        for (Ranking ranking : result.rankings()) {
            assertFalse(ranking.best().equals("bad") || ranking.p().containsKey("bad"), ranking::toString);
        }
        JsonNode json = new ObjectMapper()
                .readTree(folder.resolve("comparison/comparison.json").toFile());
        assertTrue(json.path("runs").path(0).path("failed").isTextual());
        assertTrue(json.path("runs").path(1).path("failed").isNull());
        JsonNode auc = json.path("summary").path(0).path("tasks").path("click").path("auc");
        assertTrue(auc.path("mean").isNull(), json::toString);
        String reason = String.valueOf(result.failures().get(0).failed());
        assertTrue(reason.contains("finite") && reason.lines().count() == 1, reason);
        for (String page : List.of("comparison.md", "comparison.html")) {
            String text = Files.readString(folder.resolve("comparison").resolve(page));
            assertTrue(text.contains("Without a result: bad seed 1 (") && text.contains("undefined"), text);
        }
        List<String> lines = Files.readAllLines(folder.resolve("comparison/comparison.csv"));
        assertEquals(1 + 6L * 3 * Metric.values().length, lines.size());
        assertTrue(lines.get(1).startsWith("bad,sharedbottom,1,click,,,,auc,,")
                && lines.get(1).contains("finite"));
        List<String> summary = Files.readAllLines(folder.resolve("comparison/summary.csv"));
        assertTrue(summary.get(1).startsWith("bad,click,auc,,,2,false,,")
                && summary.get(1).endsWith(",,"));
        assertWhatDivergedIsNotTrainedAgainUnlessAsked();
    }

    private void assertWhatDivergedIsNotTrainedAgainUnlessAsked() throws IOException {
        Path known = folder.resolve("comparison/failed/bad-1.json");
        String told = Files.readString(known);
        Files.writeString(known, told.replaceFirst("\"failed\" : \"[^\"]*\"", "\"failed\" : \"as it was kept\""));
        compare(0, DIVERGING);
        assertEquals("as it was kept", result().failures().get(0).failed());
        List<String> retried = new ArrayList<>(List.of(DIVERGING));
        retried.add("--retry-failed");
        compare(0, retried.toArray(String[]::new));
        assertEquals(told, Files.readString(known), "it diverged as before");
        retried.set(retried.indexOf("bad:optimizer.learningRate=1e30"), "bad:optimizer.learningRate=0.01");
        compare(0, retried.subList(0, retried.size() - 1).toArray(String[]::new));
        assertEquals(List.of(), result().failures(), "with other options it is another training");
        assertFalse(Files.exists(known));
    }

    @Test
    void whereEveryTrainingDivergesThereIsNothingToCompare() {
        String said = compare(2, "--models", "mmoe", "--seeds", "1", "--set", "mmoe:optimizer.learningRate=1e30");
        assertTrue(said.contains("no training came to a result; the first, mmoe seed 1: "), said);
    }

    @Test
    void comparisonsOfEarlierVersionsAreRead() throws IOException {
        compare(0, "--models", "sharedbottom", "--seeds", "1");
        Path file = folder.resolve("comparison/comparison.json");
        ObjectNode tree = (ObjectNode) new ObjectMapper().readTree(file.toFile());
        tree.path("runs").forEach(run -> ((ObjectNode) run).remove("failed"));
        ComparisonResult whole = result();
        Files.writeString(file, tree.toString());
        assertEquals(whole, result());
    }

    @Test
    void aRunOfOtherSettingsIsNotTakenForOneOfThese() {
        compare(0, "--models", "sharedbottom", "--seeds", "1");
        String refused = compare(2, "--models", "sharedbottom", "--seeds", "1", "--set", "train.epochs=2");
        assertTrue(refused.contains("sharedbottom-1"), refused);
    }
}
