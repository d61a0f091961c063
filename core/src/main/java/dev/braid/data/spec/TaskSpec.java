package dev.braid.data.spec;

import java.util.Optional;

/**
 * One declared task.
 *
 * @param name unique
 * @param label SQL expression over the raw columns that gives 0, 1, false, true, or NULL (no label)
 * @param parent the task whose positive rows are the sample space; empty: all rows
 * @param weight factor of the task's loss
 * @param rowWeight SQL expression for the weight of each row; empty: every row weighs 1
 * @param user SQL expression for the user of each row, for GAUC
 */
public record TaskSpec(
        String name,
        String label,
        Optional<String> parent,
        double weight,
        Optional<String> rowWeight,
        Optional<String> user) {}
