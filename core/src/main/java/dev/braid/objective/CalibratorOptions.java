package dev.braid.objective;

import dev.braid.options.Doc;

/** The options of {@link BehaviouralCalibrator}. */
@Doc("each task's mean binary cross-entropy over all rows, and a price for a task more probable than the one before it")
public record CalibratorOptions(
        @Doc(
                "what a mean excess of a task's probability over that of the task it is declared to follow costs, α; 0: nothing")
        double calibrator) {
    public static final CalibratorOptions DEFAULTS = new CalibratorOptions(0.6);

    public CalibratorOptions {
        if (!(calibrator >= 0) || Double.isInfinite(calibrator)) {
            throw new IllegalArgumentException("calibrator must be a finite number of at least 0, got " + calibrator);
        }
    }
}
