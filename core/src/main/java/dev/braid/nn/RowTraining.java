package dev.braid.nn;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How the rows of one table are trained where that differs from what the run's options say for all.
 *
 * @param l2 λ of the penalty λ‖row‖² on the rows that a batch touches; empty = as the options say
 * @param ftrl trained by FTRL-proximal; empty = as the options say
 */
public record RowTraining(OptionalDouble l2, Optional<FtrlOptions> ftrl) {
    /** As the options say for all tables. */
    public static final RowTraining AS_OPTIONS_SAY = new RowTraining(OptionalDouble.empty(), Optional.empty());

    /** With an L2 factor of its own. */
    public static RowTraining withL2(double l2) {
        return new RowTraining(OptionalDouble.of(l2), Optional.empty());
    }

    /** The same by FTRL-proximal. */
    public RowTraining withFtrl(FtrlOptions options) {
        return new RowTraining(l2, Optional.of(options));
    }
}
