package dev.braid.experiment.derived;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.data.Layout;
import dev.braid.data.PreparedDataset;
import dev.braid.data.Split;
import dev.braid.data.derive.Achieved;
import dev.braid.data.derive.Calibrator;
import dev.braid.data.duck.Duck;
import dev.braid.data.prepare.PrepareListener;
import dev.braid.data.prepare.PrepareOptions;
import dev.braid.fault.BadInput;
import dev.braid.options.OptionReader;
import dev.braid.schema.Task;
import dev.braid.train.Run;
import dev.braid.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DerivedDatasetTest {
    private static final List<String> SMALL = List.of(
            "base.hidden=[16]",
            "base.width=4",
            "base.epochs=2",
            "base.batchSize=128",
            "base.learningRate=0.01",
            "base.threads=1");

    @TempDir
    static Path shared;

    private static Path raw;
    private static Preparable.Prepared unrelated;

    @TempDir
    Path folder;

    @BeforeAll
    static void prepareOnce() {
        raw = CriteoFile.write(shared.resolve("raw"), 4000);
        unrelated = prepare("criteo-ur", shared.resolve("ur"));
    }

    /** With the network that the first one trained. */
    private static Preparable.Prepared prepare(String name, Path out, String... sets) {
        return prepare(name, out, Optional.of(shared.resolve("work")), PrepareListener.NONE, sets);
    }

    private static Preparable.Prepared prepare(
            String name, Path out, Optional<Path> work, PrepareListener listener, String... sets) {
        List<String> all = new ArrayList<>(SMALL);
        all.addAll(List.of(sets));
        return PublicDatasets.named(name)
                .open(OptionReader.of(all), raw)
                .prepare(new Preparable.Order(
                        Optional.empty(), out, 0, new PrepareOptions("500MB", 2, 1000, true), work, listener));
    }

    private static double achieved(Preparable.Prepared prepared, String name) {
        Achieved found = prepared.achieved().stream()
                .filter(a -> a.name().startsWith(name))
                .findFirst()
                .orElseThrow();
        return Optional.ofNullable(found.here()).orElse(Double.NaN);
    }

    private static long count(PreparedDataset dataset, String from, String where) {
        try (Duck duck = Duck.inMemory(1)) {
            return duck.number(
                    "SELECT count(*) FROM read_parquet('" + dataset.directory() + "/" + from + "') WHERE " + where);
        }
    }

    @Test
    void bothCorrelationsOfThePaperAreReached() {
        assertEquals(Calibrator.RELATED, achieved(unrelated, "corr(c, y_r)"), 1e-3);
        assertEquals(Calibrator.UNRELATED, achieved(unrelated, "corr(c, y_ur)"), 1e-3);
    }

    @Test
    void rowsKeepTheirFeaturesAndGetTwoTasks() {
        PreparedDataset dataset = unrelated.dataset();
        assertEquals(39, dataset.schema().features().size());
        assertEquals(
                List.of("task1", "task2"),
                dataset.schema().tasks().stream().map(Task::name).toList());
        long rows = Stream.of(Split.values()).mapToLong(dataset::rows).sum();
        assertEquals(4000, rows);
        assertEquals("criteo-ur", dataset.description().name());
        assertTrue(unrelated.report().isPresent());
    }

    @Test
    void labelsAreTheSignsOfTheConfidencesThatAreKept() {
        PreparedDataset dataset = unrelated.dataset();
        assertEquals(4000, count(dataset, DerivedDataset.CONFIDENCES, "isfinite(logit)"));
        try (Duck duck = Duck.inMemory(1)) {
            for (Split split : Split.values()) {
                String kept = "(SELECT * FROM read_parquet('" + dataset.directory() + "/" + DerivedDataset.CONFIDENCES
                        + "') WHERE split = '" + split.label() + "')";
                String parts = "read_parquet('" + dataset.directory() + "/" + split.label() + "/*.parquet')";
                assertEquals(
                        dataset.rows(split),
                        duck.number(
                                "SELECT count(*) FROM " + kept + " POSITIONAL JOIN " + parts + " WHERE (c > 0) = (\""
                                        + Layout.label("task1") + "\" = 1) AND (y > 0) = (\"" + Layout.label("task2")
                                        + "\" = 1)"));
                assertEquals(
                        dataset.rows(split),
                        duck.number("SELECT count(*) FROM (SELECT row, row_number() OVER () AS n FROM " + kept
                                + ") WHERE row = n - 1"));
            }
        }
        assertEquals(
                0,
                count(
                        dataset,
                        DerivedDataset.CONFIDENCES,
                        "abs(y - sign(c) * (2 * sin(abs(c)) + 0.1 * cos(abs(c)))) > 1e-12"));
    }

    @Test
    void confidencesRankClicks() throws IOException {
        // the network has learned something, and every row got its own logit: clicks are where it is high
        Path log;
        try (Stream<Path> work = Files.list(shared.resolve("work"))) {
            log = work.filter(p -> String.valueOf(p.getFileName()).startsWith("log-"))
                    .findFirst()
                    .orElseThrow();
        }
        try (Duck duck = Duck.inMemory(1)) {
            String mean = "SELECT CAST(1000 * avg(logit) AS BIGINT) FROM (SELECT * FROM read_parquet('"
                    + unrelated.dataset().directory() + "/" + DerivedDataset.CONFIDENCES
                    + "') WHERE split = 'test') POSITIONAL JOIN read_parquet('" + log
                    + "/test/*.parquet') WHERE \"" + Layout.label("click") + "\" = ";
            long clicked = duck.number(mean + "1");
            long ignored = duck.number(mean + "0");
            assertTrue(clicked > ignored + 200, () -> clicked + " and " + ignored);
        }
    }

    @Test
    void sameSeedSameBits() throws IOException {
        PreparedDataset again = prepare("criteo-ur", folder.resolve("again"), Optional.empty(), PrepareListener.NONE)
                .dataset();
        assertEquals(unrelated.dataset().contentHash(), again.contentHash());
        assertEquals(
                -1,
                Files.mismatch(
                        unrelated.dataset().directory().resolve(DerivedDataset.CONFIDENCES),
                        again.directory().resolve(DerivedDataset.CONFIDENCES)));
    }

    @Test
    void relatedTasksDifferByNoiseOnly() {
        Preparable.Prepared noisy = prepare("criteo-r", folder.resolve("r"), "noise=0.4");
        Preparable.Prepared paper = prepare("criteo-r", folder.resolve("paper"), "preset=paper");
        assertEquals(1, achieved(paper, "corr(label 1, label 2)"), 1e-12);
        assertTrue(achieved(noisy, "corr(label 1, label 2)") < 0.999);
        assertEquals(achieved(paper, "positive rate of task 1"), achieved(noisy, "positive rate of task 1"));
    }

    @Test
    void halfOfTheRowsCanBePositive() {
        Preparable.Prepared balanced = prepare("criteo-ur", folder.resolve("half"), "positives=0.5", "calibrate=none");
        assertEquals(0.5, achieved(balanced, "positive rate of task 1"), 1e-3);
        assertEquals(0.5, achieved(balanced, "positive rate of task 2"), 1e-3);
    }

    @Test
    void whatIsDerivedCanBeTrainedOnAndScoresRawRows() throws IOException {
        Path scores = folder.resolve("scores.csv");
        try (Run run = Training.on(unrelated.dataset())
                .model("mmoe")
                .set(List.of("train.epochs=1", "embedding.width=2", "train.threads=1"))
                .run(folder.resolve("run"))) {
            assertEquals(4000, run.predict(raw.resolve("train.txt"), scores, List.of()));
        }
        assertTrue(Files.readAllLines(scores).get(0).contains("task2"));
    }

    @Test
    void aSecondDatasetUsesTheNetworkOfTheFirst() {
        List<String> stages = new ArrayList<>();
        PrepareListener listener = new PrepareListener() {
            @Override
            public void progressed(String stage, String what, int done, int total) {
                stages.add(stage);
            }
        };
        Preparable.Prepared second =
                prepare("criteo-r", folder.resolve("r"), Optional.of(shared.resolve("work")), listener);
        assertFalse(stages.contains("train") || stages.contains("read"), stages::toString);
        assertTrue(stages.contains("derive"), stages::toString);
        assertTrue(second.report().isEmpty());
    }

    @Test
    void brokenOffNothingIsLeft() throws IOException {
        PrepareListener breaks = new PrepareListener() {
            @Override
            public void progressed(String stage, String what, int done, int total) {
                if (stage.equals("train")) {
                    throw new BadInput("stopped");
                }
            }
        };
        assertThrows(BadInput.class, () -> prepare("criteo-r", folder.resolve("r"), Optional.empty(), breaks));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void whatCannotBeMadeIsRefusedInOneLine() {
        refused("only negatives", "positives=0.0001");
        refused("noise must be", "noise=-1");
        refused("positives must be", "positives=1");
        refused("base.hidden", "base.hidden=[0]");
        refused("calibrat", "calibrat=none");
        BadInput missing = assertThrows(
                BadInput.class, () -> PublicDatasets.named("criteo-r").open(OptionReader.of(List.of()), folder));
        assertTrue(String.valueOf(missing.getMessage()).contains("train.txt"), missing::getMessage);
        assertFalse(Files.exists(folder.resolve("no")));
    }

    private void refused(String says, String... sets) {
        BadInput refused = assertThrows(BadInput.class, () -> prepare("criteo-ur", folder.resolve("no"), sets));
        assertTrue(String.valueOf(refused.getMessage()).contains(says), refused::getMessage);
    }
}
