package dev.braid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.experiment.ComparisonResult;
import dev.braid.experiment.ModelSearch;
import dev.braid.experiment.SweepMethod;
import dev.braid.experiment.SweepResult;
import dev.braid.experiment.Trial;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search before a comparison. */
final class SweepTest {
    private static final String SPACE = """
            all:
              optimizer.learningRate: {from: 0.001, to: 0.1, scale: log}
            models:
              mmoe: {model.experts: [1, 2, 3]}
            """;

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeOnce() throws IOException {
        TinyFunnel.raw(shared);
        TinyFunnel.succeed("prepare", "--spec", shared + "/spec.yaml", "--out", shared + "/dataset");
        sweep(shared, 0, shared.resolve("dataset"), "tuned", SPACE, "--trials", "4");
    }

    private String sweep(int code, Path dataset, String out, String space, String... more) throws IOException {
        return sweep(folder, code, dataset, out, space, more);
    }

    private static String sweep(Path folder, int code, Path dataset, String out, String space, String... more)
            throws IOException {
        Files.writeString(folder.resolve("sweep.yaml"), space);
        List<String> arguments = new ArrayList<>(List.of(
                "compare", "--data", dataset.toString(), "--out", folder + "/" + out, "--models", "mmoe,sharedbottom"));
        arguments.addAll(List.of("--seeds", "1", "--bootstrap", "100", "--sweep", folder + "/sweep.yaml"));
        for (String set : List.of("train.epochs=2", "train.batchSize=32", "embedding.width=4")) {
            arguments.addAll(List.of("--set", set));
        }
        arguments.addAll(List.of(more));
        StringWriter err = new StringWriter();
        int found =
                Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err), arguments.toArray(String[]::new));
        assertEquals(code, found, err::toString);
        return err.toString();
    }

    private static ComparisonResult result(Path out) {
        return Json.read(out.resolve("comparison.json"), ComparisonResult.class, "a comparison");
    }

    private static SweepResult found(Path out) {
        return Objects.requireNonNull(result(out).sweep());
    }

    private static Map<String, String> logs(Path out) throws IOException {
        Map<String, String> logs = new TreeMap<>();
        try (Stream<Path> trials = Files.list(out.resolve("sweep"))) {
            for (Path trial : trials.filter(Files::isDirectory).toList()) {
                logs.put(trial.getFileName().toString(), Files.readString(trial.resolve("metrics.jsonl")));
            }
        }
        return logs;
    }

    @Test
    void everyModelGetsTheSameTrialsAndEpochsAndItsWinnerIsCompared() throws IOException {
        Path tuned = shared.resolve("tuned");
        SweepResult found = found(tuned);
        assertEquals(SweepMethod.HALVING, found.method());
        assertEquals(6, found.epochs(), "four for an epoch, two for one more");
        Map<String, String> logs = logs(tuned);
        for (ModelSearch model : found.models()) {
            assertEquals(4, model.trials().size());
            assertEquals(
                    List.of(1, 1, 2, 2),
                    model.trials().stream().map(Trial::epochs).sorted().toList());
            long evaluations = logs.entrySet().stream()
                    .filter(log -> log.getKey().startsWith(model.variant()))
                    .mapToLong(log -> log.getValue()
                            .lines()
                            .filter(line -> line.contains("\"evaluation\""))
                            .count())
                    .sum();
            assertEquals(found.epochs(), evaluations, "an evaluation at the end of every epoch");
            double best = model.trials().stream()
                    .filter(trial -> trial.epochs() == 2)
                    .mapToDouble(trial -> Objects.requireNonNull(trial.value()))
                    .max()
                    .orElseThrow();
            assertEquals(best, model.best().value());
        }
        ComparisonResult result = result(tuned);
        assertEquals(
                found.models().get(0).best().settings(),
                result.variants().get(0).settings());
        String again = tuned.getFileName() + "/sweep/space.yaml";
        assertTrue(result.command().contains("--sweep " + again + " --trials 4 --method halving"), result.command());
        assertEquals(SPACE, Files.readString(tuned.resolveSibling(again)), "the space lies where the command finds it");
        for (String page : List.of("comparison.md", "comparison.html")) {
            String text = Files.readString(tuned.resolve(page));
            assertTrue(text.contains("4 trials and 6 epochs in all for every model"), text);
            assertTrue(text.contains("model.experts="), text);
        }
        assertTrue(Files.notExists(tuned.resolve("sweep/mmoe-1/model.safetensors")), "weights are not kept");
    }

    @Test
    void aSearchThatWasBrokenOffEndsAsOneThatWasNot() throws IOException {
        Path whole = shared.resolve("tuned");
        Path broken = folder.resolve("broken");
        try (Stream<Path> tree = Files.walk(whole)) {
            for (Path path : tree.toList()) {
                Files.copy(path, broken.resolve(whole.relativize(path)));
            }
        }
        Path lost = broken.resolve("sweep/mmoe-" + found(whole).models().get(0).winner());
        try (Stream<Path> tree = Files.walk(lost)) {
            for (Path path : tree.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
        sweep(0, shared.resolve("dataset"), "broken", SPACE, "--trials", "4");
        assertEquals(found(whole), found(broken));
        assertEquals(logs(whole), logs(broken));
        String other = sweep(2, shared.resolve("dataset"), "broken", SPACE, "--trials", "3");
        assertTrue(other.contains("another search lies here"), other);
    }

    @Test
    void testLabelsDoNotMoveTheWinner() throws IOException {
        Path flipped = Files.createDirectory(folder.resolve("flipped"));
        TinyFunnel.raw(flipped);
        List<String> rows = TinyFunnel.rows(36);
        for (int i = 1; i < rows.size(); i++) {
            String[] cells = rows.get(i).split(",", -1);
            rows.set(i, cells[0] + "," + cells[1] + "," + (cells[2].equals("1") ? "0,0" : i % 2 == 0 ? "1,1" : "1,0"));
        }
        Files.write(flipped.resolve("test.csv"), rows);
        TinyFunnel.succeed("prepare", "--spec", flipped + "/spec.yaml", "--out", flipped + "/dataset");
        sweep(0, flipped.resolve("dataset"), "other", SPACE, "--trials", "4");
        Path tuned = shared.resolve("tuned");
        Path other = folder.resolve("other");
        assertEquals(found(tuned), found(other), "values, winners and all");
        assertNotEquals(
                result(tuned).runs().get(0).tasks(), result(other).runs().get(0).tasks(), "the labels do differ");
    }

    @Test
    void mistakesInTheSpaceAreFoundBeforeTheFirstTraining() throws IOException {
        Path dataset = shared.resolve("dataset");
        String unknown = sweep(2, dataset, "none", "all:\n  optimizer.learninRate: [0.1, 0.2]\n");
        assertTrue(
                unknown.contains("sweep.yaml:2") && unknown.contains("did you mean 'optimizer.learningRate'?"),
                unknown);
        String foreign = sweep(2, dataset, "none", "all: {model.experts: [1, 2]}\n");
        assertTrue(foreign.contains("sharedbottom: there is no option 'model.experts'"), foreign);
        String invalid = sweep(2, dataset, "none", "all: {embedding.width: {from: 0, to: 4}}\n");
        assertTrue(invalid.contains("sweep.yaml:1") && invalid.contains("width must be in 1..4096"), invalid);
        String budget = sweep(2, dataset, "none", "all: {train.epochs: [1, 2]}\n");
        assertTrue(budget.contains("train.epochs is the same for all trials"), budget);
        String unequal = sweep(2, dataset, "none", SPACE, "--set", "mmoe:train.epochs=3");
        assertTrue(unequal.contains("the same train.epochs"), unequal);
        assertTrue(sweep(2, dataset, "none", SPACE, "--method", "grid").contains("no method is named 'grid'"));
        assertTrue(sweep(2, dataset, "none", SPACE, "--trials", "1").contains("--trials must be at least 2"));
        assertTrue(Files.notExists(folder.resolve("none")), "nothing was trained");
    }

    @Test
    void theExampleIsASpaceOfTheModelsItNames() throws IOException {
        Path example = Path.of("..").resolve("examples/sweep.yaml");
        StringWriter err = new StringWriter();
        int code = Main.run(
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                "compare",
                "--data",
                shared + "/dataset",
                "--out",
                folder + "/none",
                "--sweep",
                example.toString(),
                "--models",
                "mmoe,ple,dephn,sharedbottom",
                "--set",
                "sharedbottom:train.epochs=3");
        assertEquals(2, code);
        assertTrue(
                err.toString().contains("variant sharedbottom: a search needs the same train.epochs"),
                () -> "only the last model, which has another budget, is refused: " + err);
    }
}
