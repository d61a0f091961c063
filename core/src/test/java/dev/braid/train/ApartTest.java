package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.data.Batch;
import dev.braid.data.BatchStream;
import dev.braid.data.ReadOptions;
import dev.braid.data.Split;
import dev.braid.schema.Schema;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must not reach each other in training: other runs, the test split, copies of a single-task model. */
final class ApartTest {
    @TempDir
    private Path folder;

    private static Training small(TrainingData data, String model, String... settings) {
        return Training.on(data)
                .model(model)
                .set(List.of(settings))
                .set("embedding.width=4")
                .set("train.batchSize=64")
                .set("train.epochs=1")
                .set("train.patience=0")
                .set("train.threads=1")
                .seed(7);
    }

    private Map<String, double[]> weights(String name, Training training) {
        try (Run run = training.run(folder.resolve(name))) {
            return values(run.network());
        }
    }

    private static Map<String, double[]> values(Network network) {
        Map<String, double[]> values = new LinkedHashMap<>();
        network.weights().forEach((name, variable) -> values.put(name, variable.toDoubles()));
        return values;
    }

    private static void assertSame(Map<String, double[]> expected, Map<String, double[]> found) {
        assertFalse(expected.isEmpty());
        expected.forEach((name, values) -> {
            assertNotNull(found.get(name), name);
            assertArrayEquals(values, found.get(name), name);
        });
    }

    @Test
    void trainingANetworkLeavesAnotherOneOfTheSameOptionsAsItIs() {
        try (Run first = small(TinyRuns.DATA, "mmoe", "model.expert.hidden=4").run(folder.resolve("1"))) {
            Map<String, double[]> before = values(first.network());
            Training longer =
                    small(TinyRuns.DATA, "mmoe", "model.expert.hidden=4").set("train.epochs=2");
            Map<String, double[]> other = weights("2", longer);
            assertFalse(Arrays.equals(before.get("embedding.0.rows"), other.get("embedding.0.rows")));
            assertSame(before, values(first.network()));
        }
    }

    @Test
    void labelsOfTheTestSplitHaveNoInfluenceOnWeights() {
        TrainingData flipped = new ChangedData(TinyData.SCHEMA, (split, labels) -> {
            float[][] changed = {labels[0].clone(), labels[1].clone()};
            for (float[] task : changed) {
                for (int b = 0; b < task.length && split == Split.TEST; b++) {
                    task[b] = 1 - task[b];
                }
            }
            return changed;
        });
        String[] several = {"model.expert.hidden=8", "train.epochs=4", "optimizer.learningRate=0.1"};
        try (Run usual = small(TinyRuns.DATA, "mmoe").set(List.of(several)).run(folder.resolve("1"));
                Run changed = small(flipped, "mmoe").set(List.of(several)).run(folder.resolve("2"))) {
            assertNotEquals(
                    usual.result().splits().get("test"),
                    changed.result().splits().get("test"));
            assertEquals(
                    usual.result().splits().get("validation"),
                    changed.result().splits().get("validation"));
            assertSame(values(usual.network()), values(changed.network()));
            assertEquals(usual.result().bestStep(), changed.result().bestStep());
        }
    }

    /** Without a clipping norm, and where there is one evaluation only to choose weights by. */
    @Test
    void aCopyOfASingleTaskModelIsTheModelOfItsTaskAlone() {
        Schema clicks =
                new Schema(TinyData.SCHEMA.features(), TinyData.SCHEMA.tasks().subList(0, 1));
        TrainingData alone = new ChangedData(clicks, (split, labels) -> new float[][] {labels[0]});
        Map<String, double[]> one = weights("1", small(alone, "dnn", "model.mlp.hidden=[6,4]"));
        Map<String, double[]> two = weights("2", small(TinyRuns.DATA, "dnn", "model.mlp.hidden=[6,4]"));
        assertEquals(2 * one.size(), two.size());
        assertSame(one, two);
    }

    @Test
    void softSharingWithoutPenaltyAndWithOwnEmbeddingsTrainsTheDnn() {
        Training apart = small(
                TinyRuns.DATA,
                "softsharing",
                "model.network.hidden=[6,4]",
                "model.strength=0",
                "model.ownEmbeddings=true");
        Map<String, double[]> found = weights("1", apart.set("train.epochs=2"));
        Training dnn = small(TinyRuns.DATA, "dnn", "model.mlp.hidden=[6,4]").set("train.epochs=2");
        Map<String, double[]> expected = weights("2", dnn);
        assertEquals(expected.keySet(), found.keySet());
        assertSame(expected, found);
    }

    @Test
    void clickAndBuyIsNeverMoreProbableThanEitherOfThem() {
        try (Run run = small(TinyRuns.DATA, "esmm", "model.tower.hidden=4").run(folder.resolve("run"));
                BatchStream stream = TinyRuns.DATA.read(Split.TEST, ReadOptions.inOrder(200))) {
            Batch batch = stream.next();
            assertNotNull(batch);
            Network network = run.network();
            for (double click : new double[] {0, 50, -50}) {
                for (double buy : new double[] {0, 50, -50}) {
                    network.weights().get("tower.0.head.bias").fill(click);
                    network.weights().get("tower.1.head.bias").fill(buy);
                    double[][] p = network.predict(batch, network.lookup(batch));
                    for (int b = 0; b < batch.rows(); b++) {
                        double both = p[0][b] * p[1][b];
                        assertTrue(both <= Math.min(p[0][b], p[1][b]), "row " + b);
                        assertTrue(both > 0 && p[0][b] <= 1 && p[1][b] <= 1, "row " + b);
                    }
                }
            }
        }
    }
}
