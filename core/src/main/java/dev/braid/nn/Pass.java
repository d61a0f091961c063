package dev.braid.nn;

import org.jspecify.annotations.Nullable;

/**
 * One run of a model over a batch: whether it trains, and if so with which randomness and which label correlations.
 * Every random draw is a function of the pass's seed and of the order of {@link #nextSeed()} calls, so that a step can
 * be repeated exactly.
 */
public final class Pass {
    private static final Pass EVALUATION = new Pass(0, null, false);

    private final long seed;
    private final @Nullable TaskCorrelation correlation;
    private final boolean training;
    private long draws;

    private Pass(long seed, @Nullable TaskCorrelation correlation, boolean training) {
        this.seed = seed;
        this.correlation = correlation;
        this.training = training;
    }

    /** A pass that predicts: no dropout, no virtual gradient. */
    public static Pass evaluation() {
        return EVALUATION;
    }

    /**
     * A pass whose outputs will be differentiated.
     *
     * @param seed differs from step to step
     * @param correlation of the labels of the batch's tasks
     */
    public static Pass training(long seed, TaskCorrelation correlation) {
        return new Pass(seed, correlation, true);
    }

    /** Whether the pass trains. */
    public boolean training() {
        return training;
    }

    /** The seed of the next random draw of this pass. */
    public long nextSeed() {
        return Seeds.of(seed, draws++);
    }

    /** The label correlations; only in training. */
    public TaskCorrelation correlation() {
        if (correlation == null) {
            throw new IllegalStateException("label correlations exist in training only");
        }
        return correlation;
    }
}
