package dev.braid.nn;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.braid.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of a model over a batch, or over a part of one: whether it trains, and if so with which randomness and which
 * label correlations. Every random draw is a function of the seeds and of the order of the calls, so that a step can be
 * repeated exactly. The parts of one batch share the batch's seed and differ in their own.
 */
public final class Pass {
    private static final Pass EVALUATION = new Pass(0, 0, null, false, false, null);

    private final long batchSeed;
    private final long partSeed;
    private final @Nullable TaskCorrelation correlation;
    private final boolean training;
    private final boolean remembering;
    private final @Nullable Observer observer;
    private final List<Tensor> shared = new ArrayList<>();
    private long draws;
    private long batchDraws;

    private Pass(
            long batchSeed,
            long partSeed,
            @Nullable TaskCorrelation correlation,
            boolean training,
            boolean remembering,
            @Nullable Observer observer) {
        this.batchSeed = batchSeed;
        this.partSeed = partSeed;
        this.correlation = correlation;
        this.training = training;
        this.remembering = remembering;
        this.observer = observer;
    }

    /** A pass that predicts: no dropout, no virtual gradient. */
    public static Pass evaluation() {
        return EVALUATION;
    }

    /** A pass that predicts while somebody watches; it computes the same bits. */
    public static Pass evaluation(Observer observer) {
        return new Pass(0, 0, null, false, false, observer);
    }

    /** A pass that predicts, and remembers what was marked: it tells what a model is like before any training. */
    public static Pass trial() {
        return new Pass(0, 0, null, false, true, null);
    }

    /**
     * A pass over a whole batch whose outputs will be differentiated.
     *
     * @param seed differs from step to step
     * @param correlation of the labels of the batch's tasks
     */
    public static Pass training(long seed, TaskCorrelation correlation) {
        return training(seed, 0, correlation);
    }

    /**
     * A pass over a part of a batch whose outputs will be differentiated.
     *
     * @param seed differs from step to step
     * @param part differs from part to part of one batch
     * @param correlation of the labels of the batch's tasks
     */
    public static Pass training(long seed, int part, TaskCorrelation correlation) {
        return training(seed, part, correlation, null);
    }

    /**
     * As {@link #training(long, int, TaskCorrelation)}, while somebody watches; it computes the same bits.
     *
     * @param observer null: nobody
     */
    public static Pass training(long seed, int part, TaskCorrelation correlation, @Nullable Observer observer) {
        return new Pass(seed, Seeds.of(seed, part), correlation, true, true, observer);
    }

    /** Whether the pass trains. */
    public boolean training() {
        return training;
    }

    /** The seed of the next random draw that differs from row to row, and so from part to part. */
    public long nextSeed() {
        return Seeds.of(partSeed, draws++);
    }

    /** The seed of the next random draw that all rows of the batch share. */
    public long nextBatchSeed() {
        return Seeds.of(Seeds.of(batchSeed, "batch"), batchDraws++);
    }

    /** The label correlations; only in training. */
    public TaskCorrelation correlation() {
        if (correlation == null) {
            throw new IllegalStateException("label correlations exist in training only");
        }
        return correlation;
    }

    /**
     * Marks what the tasks' own parts read as the representation that all tasks share, so that a balancer can ask for the
     * tasks' gradients there (MGDA's upper bound; Sener and Koltun, 2018).
     *
     * @return the same tensor
     */
    @CanIgnoreReturnValue
    public Tensor shared(Tensor representation) {
        if (remembering) {
            shared.add(representation);
        }
        return representation;
    }

    /**
     * Shows something to whoever watches the pass.
     *
     * @param trace is made only if somebody does
     */
    public void observe(Supplier<? extends Trace> trace) {
        if (observer != null) {
            observer.see(trace.get());
        }
    }

    /** What was marked by {@link #shared(Tensor)} in this pass, in order. */
    public List<Tensor> sharedRepresentations() {
        return List.copyOf(shared);
    }
}
