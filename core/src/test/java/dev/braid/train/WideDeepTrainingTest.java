package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.data.Batch;
import dev.braid.data.BatchStream;
import dev.braid.data.PreparedDataset;
import dev.braid.data.ReadOptions;
import dev.braid.data.Split;
import dev.braid.data.prepare.Prepare;
import dev.braid.data.prepare.PrepareListener;
import dev.braid.data.prepare.PrepareOptions;
import dev.braid.data.spec.DatasetSpec;
import dev.braid.fault.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wide&amp;Deep from raw rows to scores: tables of one weight per id and per cross beside tables of vectors. */
final class WideDeepTrainingTest {
    private static final String TASK = "match";

    @TempDir
    static Path shared;

    private static PreparedDataset data;

    @TempDir
    Path folder;

    /** A label that only the pair of two columns tells, with a bit of noise. */
    @BeforeAll
    static void prepare() throws IOException {
        Random random = new Random(1);
        for (String split : List.of("train", "validation", "test")) {
            StringBuilder csv = new StringBuilder("colour,shape,price,match\n");
            for (int i = 0; i < (split.equals("train") ? 3000 : 600); i++) {
                int colour = random.nextInt(6);
                int shape = random.nextInt(5);
                int match = (colour + shape) % 2 ^ (random.nextInt(20) == 0 ? 1 : 0);
                String price = random.nextInt(9) == 0 ? "" : Integer.toString(random.nextInt(50));
                csv.append("c%d,s%d,%s,%d%n".formatted(colour, shape, price, match));
            }
            Files.writeString(shared.resolve(split + ".csv"), csv);
        }
        String spec = """
                name: pairs
                files: {train: train.csv, validation: validation.csv, test: test.csv}
                features:
                  colour: {type: categorical, minCount: 2}
                  shape: {type: categorical, minCount: 2}
                  price: {type: numeric, scale: standardize}
                tasks:
                  match: {label: match}
                """;
        data = Prepare.run(
                DatasetSpec.parse(spec, "pairs.yaml"),
                shared,
                shared.resolve("dataset"),
                new PrepareOptions("", 1, 1 << 18, false),
                PrepareListener.NONE);
    }

    /** Without hidden layers, so that the deep part is as linear as the wide one. */
    private static Training training(String crosses) {
        return Training.on(data)
                .model("widedeep")
                .set("model.crosses=" + crosses)
                .set("model.mlp.hidden=[]")
                .set("embedding.width=4")
                .set("optimizer.learningRate=0.05")
                .set("train.batchSize=100")
                .set("train.epochs=3")
                .set("train.threads=1");
    }

    private double testAuc(Training training) {
        try (Run run = training.run(folder.resolve("run"))) {
            Double auc = run.result().splits().get("test").tasks().get(TASK).auc();
            return Objects.requireNonNull(auc);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"same", "ftrl"})
    void aCrossLearnsWhatOnlyThePairTells(String optimizer) {
        double auc = testAuc(training("[colour*shape]").set("model.wideOptimizer=" + optimizer));
        assertTrue(auc > 0.9, "AUC " + auc);
    }

    @Test
    void withoutTheCrossTheWidePartDoesNotKnowPairs() {
        double auc = testAuc(training("[]"));
        assertTrue(auc < 0.6, "AUC " + auc);
    }

    /** 30 pairs of ids in 17 buckets share weights. */
    @ParameterizedTest
    @CsvSource({"same, 1", "ftrl, 1", "ftrl, 2"})
    void brokenOffAndResumedItEndsWithTheSameBits(String optimizer, int threads) {
        String wide = "model.wideOptimizer=" + optimizer;
        String own = "train.threads=" + threads;
        Training undisturbed = hashed().set(wide).set(own);
        Map<String, String> whole = TinyRuns.filesOf(undisturbed, folder.resolve("whole"));
        Path run = folder.resolve("run");
        assertThrows(TinyRuns.Death.class, () -> hashed().set(wide)
                .set(own)
                .listen(TinyRuns.dyingAfterStep(43))
                .run(run));
        Map<String, String> resumed =
                TinyRuns.filesOf(hashed().set(wide).set(own).resume(true), run);
        assertEquals(whole, resumed);
    }

    private static Training hashed() {
        return training("[colour*shape]").set("model.crossBuckets=17").set("train.checkpointEverySteps=7");
    }

    @Test
    void rawRowsAreScoredAsTheSameRowsPrepared() throws IOException {
        Path scores = folder.resolve("scores.csv");
        List<Double> expected = new ArrayList<>();
        training("[colour*shape]").run(folder.resolve("run")).close();
        try (Run run = Run.open(folder.resolve("run"));
                BatchStream batches = data.read(Split.TEST, ReadOptions.inOrder(1000))) {
            run.predict(shared.resolve("test.csv"), scores, List.of());
            for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
                for (double p : run.network().predict(batch, run.network().lookup(batch))[0]) {
                    expected.add(p);
                }
            }
        }
        List<Double> scored = Files.readAllLines(scores).stream()
                .skip(1)
                .map(line -> Double.valueOf(line.split(",", -1)[1]))
                .toList();
        assertEquals(expected, scored);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[colour*form] | cross colour*form: no feature is named 'form'",
                "[price*shape] | cross price*shape: feature 'price' is numeric",
            })
    void aCrossThatDoesNotFitTheDataIsRefusedInOneLineAndLeavesNothing(String crosses, String expected) {
        BadInput e = assertThrows(BadInput.class, () -> training(crosses).run(folder.resolve("run")));
        assertTrue(e.getMessage().startsWith(expected) && !e.getMessage().contains("\n"), e.getMessage());
        assertFalse(Files.exists(folder.resolve("run")));
    }
}
