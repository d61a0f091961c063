package dev.braid.data.profile;

import org.jspecify.annotations.Nullable;

/**
 * How the labels of two tasks go together, over the training rows where both have one: for a task whose space is the
 * other's positive rows, these rows only. DE-PHN's virtual gradient takes the absolute values, and 0 for what is undefined
 * (models.md §19).
 *
 * @param first a task
 * @param second a later one
 * @param rows training rows where both have a label
 * @param firstPositives of these, those where the first is 1
 * @param secondPositives of these, those where the second is 1
 * @param bothPositives of these, those where both are 1
 * @param pearson population formula, signed; null where a label is constant over the rows
 * @param cosine Σ y_j y_t / √(Σ y_j² Σ y_t²); null where a label is never 1 in the rows
 */
public record LabelPair(
        String first,
        String second,
        long rows,
        long firstPositives,
        long secondPositives,
        long bothPositives,
        @Nullable Double pearson,
        @Nullable Double cosine) {}
