package dev.braid.train;

import dev.braid.metric.Direction;
import org.jspecify.annotations.Nullable;

/** Remembers the best evaluation, and says when there were too many worse ones since. */
final class EarlyStopping {
    private final Direction direction;
    private final int patience;
    private State state;

    /**
     * What a checkpoint keeps.
     *
     * @param best the best value so far; null before the first evaluation
     * @param bestStep the step whose weights gave it
     * @param bestEpoch the epoch of that step
     * @param since evaluations after it
     * @param weightsCrc32c of the file with those weights
     */
    record State(@Nullable Double best, long bestStep, int bestEpoch, int since, String weightsCrc32c) {
        static final State NONE = new State(null, 0, 0, 0, "");
    }

    /**
     * @param patience evaluations in a row without improvement after which training stops; 0: never
     */
    EarlyStopping(Direction direction, int patience, State state) {
        this.direction = direction;
        this.patience = patience;
        this.state = state;
    }

    /** Whether a value would be the best. */
    boolean improves(double value) {
        Double best = state.best();
        return direction.better(value, best == null ? Double.NaN : best);
    }

    /** Notes a best value, whose weights have been saved. */
    void improved(double value, long step, int epoch, String weightsCrc32c) {
        state = new State(value, step, epoch, 0, weightsCrc32c);
    }

    /** Notes a value that is not the best. */
    void failed() {
        state = new State(state.best(), state.bestStep(), state.bestEpoch(), state.since() + 1, state.weightsCrc32c());
    }

    /** Whether training should stop. */
    boolean exhausted() {
        return patience > 0 && state.since() >= patience;
    }

    State state() {
        return state;
    }
}
