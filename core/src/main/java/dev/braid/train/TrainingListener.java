package dev.braid.train;

import dev.braid.metric.SplitEvaluation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Hears what training does, on the training thread. An exception of a listener ends the training; it can be resumed. */
public interface TrainingListener {
    /** Several, in their order. */
    static TrainingListener all(TrainingListener... listeners) {
        return new Listeners(List.of(listeners));
    }

    /** Hears nothing. */
    TrainingListener NONE = new TrainingListener() {};

    /**
     * Training begins, or goes on.
     *
     * @param options all options in use
     * @param parameters how many numbers are trained
     * @param trainRows rows of the training split
     * @param stepsPerEpoch steps of one epoch
     * @param mostSteps steps if training does not stop early
     * @param doneSteps steps done before, when resumed
     * @param memory what it needs at least
     */
    record Started(
            RunOptions options,
            long parameters,
            long trainRows,
            long stepsPerEpoch,
            long mostSteps,
            long doneSteps,
            MemoryEstimate memory) {}

    /**
     * A step is done.
     *
     * @param step its number, from 1
     * @param epoch its epoch, from 0
     * @param batch its number within the epoch, from 1
     * @param rows rows of its batch
     * @param loss per task
     * @param rowsPerSecond over the steps of this process so far
     */
    record StepEnded(long step, int epoch, long batch, int rows, StepLoss loss, double rowsPerSecond) {}

    /**
     * The validation split was evaluated.
     *
     * @param step after which step
     * @param epoch in which epoch
     * @param evaluation of the validation split
     * @param metric the name of the number that decides which weights are best
     * @param value that number
     * @param best whether it is the best so far
     */
    record Evaluated(long step, int epoch, SplitEvaluation evaluation, String metric, double value, boolean best) {}

    /**
     * An epoch is done.
     *
     * @param epoch its number, from 0
     * @param step the last step
     */
    record EpochEnded(int epoch, long step) {}

    /**
     * A checkpoint is on disk.
     *
     * @param step the last step in it
     */
    record Checkpointed(long step) {}

    /**
     * Training is over and the run directory complete.
     *
     * @param run the run directory
     * @param result what came out
     */
    record Finished(Path run, RunResult result) {}

    /**
     * Who watches the model at work in a step; asked before each one. Watching costs time, but changes no bit.
     *
     * @param step its number, from 1
     */
    default Optional<StepObserver> observer(long step) {
        return Optional.empty();
    }

    default void onStarted(Started e) {}

    default void onStepEnded(StepEnded e) {}

    default void onEvaluated(Evaluated e) {}

    default void onEpochEnded(EpochEnded e) {}

    default void onCheckpointed(Checkpointed e) {}

    default void onFinished(Finished e) {}
}
