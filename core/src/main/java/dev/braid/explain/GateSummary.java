package dev.braid.explain;

import java.util.List;

/**
 * How one reader weighed its choices over some rows.
 *
 * @param place the part of the model
 * @param reader who weighs
 * @param choices what is weighed
 * @param sameForAllRows whether the weights do not depend on the row
 * @param mean weight of each choice
 * @param deviation of each weight over rows; 0 where all rows share it
 * @param share of each choice in the sum of absolute weights, the mean over rows; the weight itself, of a softmax
 * @param largest share of rows in which the choice has the largest absolute weight
 * @param entropy of the shares, the mean over rows, divided by that of equal weights: 0 where one choice has all, 1 where all
 *     have the same; 0 with a single choice
 */
public record GateSummary(
        String place,
        String reader,
        List<String> choices,
        boolean sameForAllRows,
        List<Double> mean,
        List<Double> deviation,
        List<Double> share,
        List<Double> largest,
        double entropy) {
    public GateSummary {
        choices = List.copyOf(choices);
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        share = List.copyOf(share);
        largest = List.copyOf(largest);
    }

    /** The same under names for people. */
    GateSummary named(Names names) {
        return new GateSummary(
                names.of(place),
                names.of(reader),
                names.of(choices),
                sameForAllRows,
                mean,
                deviation,
                share,
                largest,
                entropy);
    }
}
