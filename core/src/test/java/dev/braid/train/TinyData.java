package dev.braid.train;

import dev.braid.data.Batch;
import dev.braid.data.BatchStream;
import dev.braid.data.ReadOptions;
import dev.braid.data.Split;
import dev.braid.nn.TaskCorrelation;
import dev.braid.schema.Feature;
import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A small funnel held in arrays: users and items with hidden tastes, a number, clicks over all rows and buys after clicks.
 * Made from a seed.
 */
final class TinyData implements TrainingData {
    private static final int USERS = 40;
    private static final int ITEMS = 25;
    static final Schema SCHEMA = new Schema(
            List.of(
                    new Feature.Categorical("user", USERS),
                    new Feature.Categorical("item", ITEMS),
                    new Feature.Numeric("price")),
            List.of(new Task("click", Optional.empty(), 1, true), new Task("buy", Optional.of("click"), 1, false)));

    private record Row(int user, int item, float price, float click, float buy) {}

    private final long seed;
    private final Map<Split, List<Row>> splits;

    private TinyData(long seed, Map<Split, List<Row>> splits) {
        this.seed = seed;
        this.splits = splits;
    }

    static TinyData of(long seed, int train, int validation, int test) {
        Random random = new Random(seed);
        double[] user = random.doubles(USERS, -1.5, 1.5).toArray();
        double[] item = random.doubles(ITEMS, -1.5, 1.5).toArray();
        return new TinyData(
                seed,
                Map.of(
                        Split.TRAIN, rows(train, random, user, item),
                        Split.VALIDATION, rows(validation, random, user, item),
                        Split.TEST, rows(test, random, user, item)));
    }

    private static List<Row> rows(int count, Random random, double[] user, double[] item) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int u = random.nextInt(USERS);
            int v = random.nextInt(ITEMS);
            float price = random.nextInt(10) == 0 ? Float.NaN : (float) random.nextGaussian();
            double taste = user[u] + item[v];
            float click = draw(random, taste);
            float buy = draw(random, item[v] - (Float.isNaN(price) ? 0 : price));
            rows.add(new Row(u, v, price, click, click == 1 ? buy : Float.NaN));
        }
        return rows;
    }

    private static float draw(Random random, double logit) {
        return random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
    }

    @Override
    public String name() {
        return "tiny";
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String contentHash() {
        return "tiny-" + seed + "-" + rows(Split.TRAIN);
    }

    @Override
    public long rows(Split split) {
        return splits.get(split).size();
    }

    @Override
    public BatchStream read(Split split, ReadOptions options) {
        List<Row> rows = new ArrayList<>(splits.get(split));
        if (options.shuffle()) {
            Collections.shuffle(rows, new Random(options.seed() * 1_000_003 + options.epoch()));
        }
        return new BatchStream() {
            private int next = (int) Math.min(rows.size(), options.firstBatch() * options.batchSize());

            @Override
            public @Nullable Batch next() {
                if (next >= rows.size()) {
                    return null;
                }
                int to = Math.min(rows.size(), next + options.batchSize());
                Batch batch = batch(rows.subList(next, to));
                next = to;
                return batch;
            }

            @Override
            public void close() {}
        };
    }

    private static Batch batch(List<Row> rows) {
        int n = rows.size();
        int[][] ids = {new int[n], new int[n], null};
        float[][] numbers = {null, null, new float[n]};
        float[][] labels = {new float[n], new float[n]};
        int[][] users = {new int[n], null};
        for (int b = 0; b < n; b++) {
            Row row = rows.get(b);
            ids[0][b] = row.user();
            ids[1][b] = row.item();
            numbers[2][b] = row.price();
            labels[0][b] = row.click();
            labels[1][b] = row.buy();
            users[0][b] = row.user();
        }
        return new Batch(n, ids, numbers, new Batch.Bag[3], labels, null, users);
    }

    @Override
    public Map<TaskCorrelation.Measure, double[][]> labelCorrelations() {
        double[][] none = {{1, 0}, {0, 1}};
        return Map.of(TaskCorrelation.Measure.PEARSON, none, TaskCorrelation.Measure.COSINE, none);
    }

    @Override
    public Path place() {
        return Path.of("tiny");
    }

    @Override
    public void copyTransformation(Path directory) {
        // Raw rows do not exist; nothing is predicted from files here.
    }
}
