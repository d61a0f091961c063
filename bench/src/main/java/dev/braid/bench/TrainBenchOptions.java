package dev.braid.bench;

import dev.braid.options.Doc;
import dev.braid.options.OptionReader;
import dev.braid.tensor.Engine.Precision;
import java.util.List;

/** The job that {@code braid bench train} measures. */
@Doc("The job that bench train measures: MMoE on random ids")
public record TrainBenchOptions(
        @Doc("rows of a batch") int batchSize,
        @Doc("categorical fields") int fields,
        @Doc("embedding width") int width,
        @Doc("embedding rows over all fields") int embeddingRows,
        @Doc("experts") int experts,
        @Doc("hidden layers of an expert") List<Integer> expert,
        @Doc("hidden layers of a tower") List<Integer> tower,
        @Doc("tasks") int tasks,
        @Doc("measured steps") int steps,
        @Doc("steps before measuring") int warmUp,

        @Doc("rows of a batch that are worked through at once")
        int partRows,

        @Doc("precision of matrix products") Precision precision,
        @Doc("threads; 0 = as the engine chooses") int threads) {
    /** The reference job. */
    public static final TrainBenchOptions DEFAULTS = new TrainBenchOptions(
            4096, 26, 16, 1_000_000, 8, List.of(256, 128), List.of(64), 2, 30, 5, 512, Precision.FP32, 0);

    public TrainBenchOptions {
        expert = List.copyOf(expert);
        tower = List.copyOf(tower);
        requirePositive("batchSize", batchSize);
        requirePositive("fields", fields);
        requirePositive("width", width);
        requirePositive("experts", experts);
        requirePositive("tasks", tasks);
        requirePositive("steps", steps);
        requirePositive("partRows", partRows);
        if (embeddingRows < fields) {
            throw new IllegalArgumentException(
                    "embeddingRows must be at least one per field (" + fields + "), got " + embeddingRows);
        }
        if (threads < 0 || warmUp < 0) {
            throw new IllegalArgumentException("threads and warmUp must be at least 0");
        }
    }

    /** The reference job with some options changed, as {@code --set} takes them. */
    public static TrainBenchOptions referenceWith(String... sets) {
        return OptionReader.of(List.of(sets)).read(DEFAULTS);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, got " + value);
        }
    }
}
