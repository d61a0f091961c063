package dev.braid.train;

import dev.braid.data.Batch;
import dev.braid.data.Prefetch;
import dev.braid.data.ReadOptions;
import dev.braid.data.Split;
import dev.braid.metric.EvaluatedTask;
import dev.braid.metric.Evaluation;
import dev.braid.metric.RankedScores;
import dev.braid.metric.ScoredRows;
import dev.braid.metric.SplitEvaluation;
import dev.braid.tensor.Engine;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Scores a split with a network and measures each task in its sample space. */
final class Evaluator {
    /** One fixed number, so that evaluating during and after training rounds alike. */
    private static final int BATCH = 8192;

    private static final int AHEAD = 2;

    private final Network network;
    private final TrainingData data;
    private final TrainOptions options;

    private record Item(Batch batch, Lookups lookups) {}

    Evaluator(Network network, TrainingData data, TrainOptions options) {
        this.network = network;
        this.data = data;
        this.options = options;
    }

    /** Evaluates the validation split, and chooses the F1 thresholds there. */
    SplitEvaluation choosingThresholds(Split split) {
        return scored(split).choosingThresholds(split.label());
    }

    /** Evaluates a split at thresholds chosen before. */
    SplitEvaluation at(Split split, Map<String, ? extends @Nullable Double> thresholds) {
        return scored(split).at(split.label(), thresholds);
    }

    /** The scores of every task on a split. */
    Map<String, RankedScores> ranked(Split split) {
        return scored(split).ranked();
    }

    /** The rows of every task on a split with their scores, in the order of the data. */
    Map<String, ScoredRows> gathered(Split split) {
        return scored(split).gathered();
    }

    private Evaluation scored(Split split) {
        List<EvaluatedTask> tasks = network.schema().tasks().stream()
                .map(t -> new EvaluatedTask(t.name(), t.parent(), t.user()))
                .toList();
        Evaluation evaluation = Evaluation.of(tasks);
        Engine.withPrecision(options.precision(), () -> score(split, evaluation));
        return evaluation;
    }

    /** The logits of a task on a split, in the order of the data. */
    double[] logits(Split split, int task) {
        double[] logits = new double[Math.toIntExact(data.rows(split))];
        int[] done = {0};
        Engine.withPrecision(
                options.precision(),
                () -> read(split, item -> {
                    double[] batch = network.logits(item.batch(), item.lookups())[task];
                    System.arraycopy(batch, 0, logits, done[0], batch.length);
                    done[0] += batch.length;
                }));
        return logits;
    }

    private void score(Split split, Evaluation evaluation) {
        read(split, item -> {
            Batch batch = item.batch();
            evaluation.add(batch.rows(), batch.labels(), network.predict(batch, item.lookups()), batch.users());
        });
    }

    private void read(Split split, Consumer<Item> consumer) {
        ReadOptions reading = ReadOptions.inOrder(BATCH).withCacheBytes(options.cacheBytes());
        try (Prefetch<Item> prefetch =
                Prefetch.start(data.read(split, reading), b -> new Item(b, network.lookup(b)), AHEAD)) {
            for (Item item = prefetch.next(); item != null; item = prefetch.next()) {
                consumer.accept(item);
            }
        }
    }
}
