package dev.braid.experiment;

import dev.braid.train.TrainingListener;

/** Hears how a comparison proceeds. */
public interface ComparisonListener {
    /** Hears nothing. */
    ComparisonListener NONE = new ComparisonListener() {};

    /**
     * A training begins, or is taken up again.
     *
     * @param number of this training, from 1
     * @param of all trainings
     * @return who hears about it
     */
    default TrainingListener onRunStarted(Variant variant, long seed, int number, int of) {
        return TrainingListener.NONE;
    }

    /** A training has ended. */
    default void onRunEnded(ComparedRun run) {}

    /** All trainings have ended: what is known by seeds alone, before the tests over rows, which may take long. */
    default void onTrained(ComparisonResult bySeeds) {}

    /** All runs of a variant score the evaluated rows once more, for the tests over rows. */
    default void onScoring(String variant) {}

    /**
     * A trial of a search is trained, or trained further.
     *
     * @param number of the trial, from 1
     * @param of all trials of this variant
     * @param epochs up to which epoch
     * @return who hears about it
     */
    default TrainingListener onTrial(Variant variant, int number, int of, int epochs) {
        return TrainingListener.NONE;
    }

    /** A trial has reached an epoch, and a value on the validation split. */
    default void onTrialEnded(Variant variant, int number, int epochs, double value) {}
}
