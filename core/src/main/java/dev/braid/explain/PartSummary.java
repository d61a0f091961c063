package dev.braid.explain;

import java.util.List;

/**
 * Of which parts a task's logit is made (DE-PHN Fig. 3b).
 *
 * @param task the task
 * @param parts their names
 * @param absolute mean absolute value of each part, before the final activation
 */
public record PartSummary(String task, List<String> parts, List<Double> absolute) {
    public PartSummary {
        parts = List.copyOf(parts);
        absolute = List.copyOf(absolute);
    }

    /** The share of a part in the sum of absolute values; {@code NaN} where all are 0. */
    public double share(int part) {
        return absolute.get(part) / absolute.stream().mapToDouble(x -> x).sum();
    }
}
