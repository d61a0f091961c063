package dev.braid.train;

import dev.braid.catalogue.Balancers;
import dev.braid.data.ReadOptions;
import dev.braid.fault.BadInput;
import dev.braid.options.Doc;
import dev.braid.tensor.Engine;

/** How a network is trained: how long, in which batches, when to look at the validation split, when to stop. */
@Doc("How a network is trained")
public record TrainOptions(
        @Doc("seed of first weights, of the order of rows and of everything random in training")
        long seed,

        @Doc("passes over the training split at most") int epochs,
        @Doc("rows of a training batch") int batchSize,

        @Doc("steps between two evaluations on the validation split; 0 = at the end of each epoch")
        int evaluateEverySteps,

        @Doc("evaluations in a row without improvement after which training stops; 0 = all epochs are run")
        int patience,

        @Doc("what decides which weights are best: a metric's mean over the tasks (auc) or of one task (auc:income,"
                + " logloss:click)")
        String earlyStopMetric,

        @Doc(
                "how the losses of the tasks become one step: the name of a balancer ('braid balancers' lists them); its own"
                        + " options are balance.*")
        String balance,

        @Doc("threads of training and prediction, each on rows of its own; 0 = one per processor")
        int threads,

        @Doc("precision of matrix products") Engine.Precision precision,

        @Doc("rows worked through at once, so that they stay in the processor's cache; gradients add up to the batch's")
        int partRows,

        @Doc("steps between two checkpoints; 0 = after each evaluation")
        int checkpointEverySteps,

        @Doc("steps between two lines of training loss in metrics.jsonl")
        int logEverySteps,

        @Doc("GB of native memory within which a split is held in memory; larger ones stream from disk")
        double cacheGb,

        @Doc("rows shuffled together when a split streams from disk")
        int shuffleBufferRows,

        @Doc("batches prepared ahead of the one being trained")
        int prefetchBatches) {

    /** Every thread keeps gradients of its own, so a slip of the finger could ask for more memory than there is. */
    private static final int MOST_THREADS = 256;

    /** The common defaults of models.md. */
    public static final TrainOptions DEFAULTS = new TrainOptions(
            1,
            10,
            1024,
            0,
            2,
            "auc",
            "equal",
            0,
            Engine.Precision.FP32,
            512,
            0,
            50,
            ReadOptions.DEFAULT_CACHE_BYTES / (double) (1L << 30),
            ReadOptions.DEFAULT_SHUFFLE_BUFFER_ROWS,
            4);

    public TrainOptions {
        requireAtLeast("epochs", 1, epochs);
        requireAtLeast("batchSize", 1, batchSize);
        requireAtLeast("evaluateEverySteps", 0, evaluateEverySteps);
        requireAtLeast("patience", 0, patience);
        if (threads < 0 || threads > MOST_THREADS) {
            throw new IllegalArgumentException("threads must be in 0.." + MOST_THREADS + ", got " + threads);
        }
        requireAtLeast("partRows", 1, partRows);
        requireAtLeast("checkpointEverySteps", 0, checkpointEverySteps);
        requireAtLeast("logEverySteps", 1, logEverySteps);
        requireAtLeast("shuffleBufferRows", 1, shuffleBufferRows);
        requireAtLeast("prefetchBatches", 1, prefetchBatches);
        if (!(cacheGb >= 0 && cacheGb <= 1 << 20)) {
            throw new IllegalArgumentException("cacheGb must be in 0..1048576, got " + cacheGb);
        }
        try {
            Balancers.named(balance);
        } catch (BadInput e) {
            throw new IllegalArgumentException("balance: " + e.getMessage(), e);
        }
        try {
            StopMetric.parse(earlyStopMetric);
        } catch (BadInput e) {
            throw new IllegalArgumentException("earlyStopMetric: " + e.getMessage(), e);
        }
    }

    /** The number of threads, resolved for this machine. */
    int resolvedThreads() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /** Native memory, in bytes, that a split may take to be held there as a whole; a larger one streams from its parts. */
    public long cacheBytes() {
        return (long) (cacheGb * (1L << 30));
    }

    private static void requireAtLeast(String name, int least, int value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", got " + value);
        }
    }
}
