package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a spec with every kind of feature to a model that has learned from them and scores raw rows. */
final class FeatureKindsTrainingTest {
    private static final int ROWS = 400;
    private static final String SPEC = """
            name: kinds
            files: {train: train.csv, validation: validation.csv, test: test.csv}
            features:
              pair: {cross: [colour, shape]}
              hashed: {cross: [shape, colour], buckets: 500}
              item: {type: categorical, minCount: 2, unseen: own, embedding: item}
              history: {type: multi, weights: weights, minCount: 2, unseen: own, embedding: item}
            tasks:
              match: {label: match}
              liked: {label: liked}
            """;

    @TempDir
    private static Path shared;

    private static PreparedDataset data;

    /** {@code match} is told by the pair of colour and shape alone, {@code liked} by the weights of a list alone. */
    @BeforeAll
    static void prepare() throws IOException {
        Random random = new Random(1);
        for (String split : List.of("train", "validation", "test")) {
            StringBuilder csv = new StringBuilder("colour,shape,item,history,weights,match,liked\n");
            for (int i = 0; i < (split.equals("train") ? 3000 : ROWS); i++) {
                int colour = random.nextInt(6);
                int shape = random.nextInt(5);
                double first = random.nextInt(20) / 4.0;
                double second = random.nextInt(20) / 4.0;
                csv.append("c%d,s%d,i%d,i1|i2,%s|%s,%d,%d%n"
                        .formatted(
                                colour,
                                shape,
                                random.nextInt(9),
                                first,
                                second,
                                (colour + shape) % 2,
                                first > second ? 1 : 0));
            }
            Files.writeString(shared.resolve(split + ".csv"), csv);
        }
        data = Prepare.run(
                DatasetSpec.parse(SPEC, "kinds.yaml"),
                shared,
                shared.resolve("dataset"),
                new PrepareOptions("", 1, 1 << 18, false),
                PrepareListener.NONE);
    }

    @Test
    void modelsLearnFromCrossesWeightsAndWidthsAndScoreRawRowsAlike() throws IOException {
        Training training = Training.on(data)
                .model("sharedbottom")
                .set("embedding.width=4")
                .set("embedding.widths=item:8,hashed:2")
                .set("optimizer.learningRate=0.02")
                .set("train.batchSize=100")
                .set("train.epochs=4")
                .set("train.threads=1");
        try (Run run = training.run(shared.resolve("run"))) {
            run.result()
                    .splits()
                    .get("test")
                    .tasks()
                    .forEach((task, metrics) ->
                            assertTrue(Objects.requireNonNull(metrics.auc()) > 0.95, () -> task + ": " + metrics));
        }
        try (Run run = Run.open(shared.resolve("run"));
                BatchStream batches = data.read(Split.TEST, ReadOptions.inOrder(ROWS))) {
            assertEquals(
                    List.of("embedding.0.rows", "embedding.0.w2.rows", "embedding.0.w8.rows"),
                    run.network().weights().keySet().stream()
                            .filter(name -> name.startsWith("embedding."))
                            .toList());
            Batch batch = Objects.requireNonNull(batches.next());
            double[][] expected = run.network().predict(batch, run.network().lookup(batch));
            Path scores = shared.resolve("scores.csv");
            assertEquals(ROWS, run.predict(shared.resolve("test.csv"), scores, List.of()));
            List<String> lines = new ArrayList<>(Files.readAllLines(scores));
            assertEquals("row,match,liked", lines.remove(0));
            for (int b = 0; b < ROWS; b++) {
                String[] fields = lines.get(b).split(",", -1);
                assertEquals(expected[0][b], Double.parseDouble(fields[1]), lines.get(b));
                assertEquals(expected[1][b], Double.parseDouble(fields[2]), lines.get(b));
            }
        }
    }
}
