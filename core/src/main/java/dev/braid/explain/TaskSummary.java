package dev.braid.explain;

import dev.braid.metric.CalibrationCurve;
import java.util.List;
import java.util.Optional;

/**
 * What a model says about one task on some rows.
 *
 * @param task its name
 * @param activation how many rows with label 1 and 0 have which logit
 * @param confidence predictions against the base confidence that the dataset's labels were made from (DE-PHN Fig. 7); empty
 *     where it has none
 * @param calibration observed rates against predicted probabilities
 * @param propensity of a task with a sample space, the predicted probability of being in it; else empty
 */
public record TaskSummary(
        String task,
        Activation activation,
        List<ConfidenceBin> confidence,
        CalibrationCurve calibration,
        Optional<Propensity> propensity) {
    public TaskSummary {
        confidence = List.copyOf(confidence);
    }

    /**
     * A histogram of logits.
     *
     * @param least the lower end of the first bin
     * @param width of every bin
     * @param positives rows with label 1 in each bin
     * @param negatives rows with label 0 in each bin
     */
    public record Activation(double least, double width, List<Long> positives, List<Long> negatives) {
        public Activation {
            positives = List.copyOf(positives);
            negatives = List.copyOf(negatives);
        }
    }

    /**
     * Rows of similar base confidence c, the one of the first task.
     *
     * @param rows how many
     * @param confidence their mean c, a logit
     * @param base mean base confidence of the task itself, which its labels are the sign of
     * @param low the 5 % quantile of the predicted logits
     * @param mean of the predicted logits
     * @param high the 95 % quantile of the predicted logits
     */
    public record ConfidenceBin(long rows, double confidence, double base, double low, double mean, double high) {}

    /**
     * How probable the model finds it that rows are in the task's sample space: what counterfactual models divide by.
     *
     * @param all quantiles over all rows at 0, 5, 25, 50, 75, 95 and 100 %
     * @param inside the same over rows in the space; empty without such rows
     * @param effectiveRows {@code (Σw)² / Σw²} of the weights w = 1/p of the rows in the space: how many equal weights were
     *     worth as much
     * @param insideRows rows in the space
     */
    public record Propensity(List<Double> all, List<Double> inside, double effectiveRows, long insideRows) {
        public Propensity {
            all = List.copyOf(all);
            inside = List.copyOf(inside);
        }
    }
}
