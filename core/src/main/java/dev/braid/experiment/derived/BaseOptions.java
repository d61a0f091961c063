package dev.braid.experiment.derived;

import dev.braid.options.Doc;
import java.util.List;

/** The network whose logit is the confidence: what is said of it stands in no paper, but in models.md. */
@Doc("the network whose logit is the confidence")
public record BaseOptions(
        @Doc("width of its embeddings") int width,
        @Doc("sizes of its hidden layers") List<Integer> hidden,
        @Doc("passes over the training split") int epochs,
        @Doc("rows of a training batch") int batchSize,
        @Doc("learning rate of Adam") double learningRate,

        @Doc("threads of its training; 0 = one per processor; another number, other last bits")
        int threads,

        @Doc("GB of native memory within which a split is held in memory; larger ones stream from disk")
        double cacheGb) {
    private static final int MOST_THREADS = 256;
    private static final int MOST_GB = 1 << 20;

    public static final BaseOptions DEFAULTS = new BaseOptions(10, List.of(400, 400, 400), 1, 1024, 0.001, 0, 4);

    public BaseOptions {
        hidden = List.copyOf(hidden);
        require("width", width >= 1, "at least 1", width);
        require("hidden", hidden.stream().allMatch(size -> size >= 1), "sizes of at least 1", hidden);
        require("epochs", epochs >= 1, "at least 1", epochs);
        require("batchSize", batchSize >= 1, "at least 1", batchSize);
        require(
                "learningRate",
                learningRate > 0 && learningRate < Double.POSITIVE_INFINITY,
                "a finite number above 0",
                learningRate);
        require("threads", threads >= 0 && threads <= MOST_THREADS, "in 0.." + MOST_THREADS, threads);
        require("cacheGb", cacheGb >= 0 && cacheGb <= MOST_GB, "in 0.." + MOST_GB, cacheGb);
    }

    private static void require(String name, boolean holds, String what, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " must be " + what + ", got " + value);
        }
    }

    /** The same as options of a training. */
    List<String> settings(long seed) {
        return List.of(
                "embedding.width=" + width,
                "model.mlp.hidden=" + hidden,
                "train.epochs=" + epochs,
                "train.batchSize=" + batchSize,
                "optimizer.learningRate=" + learningRate,
                "train.threads=" + threads,
                "train.cacheGb=" + cacheGb,
                "train.seed=" + seed);
    }
}
