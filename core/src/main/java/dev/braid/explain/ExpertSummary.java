package dev.braid.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The experts of one place on some rows: whether they are used, and whether they are different.
 *
 * @param place the part of the model
 * @param experts their names
 * @param utilisation the share that each has in the tasks' gates, the mean over rows and readers; empty where nobody weighs them
 * @param active share of each one's units that vary from row to row; 0: the expert puts out the same for all
 * @param magnitude root mean square of each one's outputs
 * @param similarity linear CKA of every two of them by the unbiased estimator (Kornblith et al., ICML 2019; Nguyen et al., ICLR
 *     2021) on up to 800 rows spread evenly over all, at most 1: 1 where one is the other up to rotation, scale and offset; 0 in
 *     the mean where they are independent, so that single values lie a little below 0 as often as above; null where one of
 *     them does not vary, or there are fewer than 4 rows
 */
public record ExpertSummary(
        String place,
        List<String> experts,
        List<Double> utilisation,
        List<Double> active,
        List<Double> magnitude,
        List<List<@Nullable Double>> similarity) {
    public ExpertSummary {
        experts = List.copyOf(experts);
        utilisation = List.copyOf(utilisation);
        active = List.copyOf(active);
        magnitude = List.copyOf(magnitude);
    }

    ExpertSummary named(Names names) {
        return new ExpertSummary(names.of(place), names.of(experts), utilisation, active, magnitude, similarity);
    }
}
