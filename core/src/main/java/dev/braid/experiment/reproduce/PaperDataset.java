package dev.braid.experiment.reproduce;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A dataset of a result: where it comes from, and what the paper prints for it.
 *
 * @param name names its folder, and {@code --datasets}
 * @param title as the paper calls it
 * @param origin how it is made of raw files
 * @param size what the paper says of its size, a sentence; empty when nothing
 * @param columns of the table, in order
 * @param numbers those of the paper
 */
public record PaperDataset(
        String name, String title, Origin origin, String size, List<PaperColumn> columns, PaperNumbers numbers) {
    public PaperDataset {
        columns = List.copyOf(columns);
        long printed = columns.stream().filter(PaperColumn::printed).count();
        numbers.rows().forEach((row, found) -> {
            if (found.size() != printed) {
                throw new IllegalArgumentException(
                        row + " has " + found.size() + " numbers for " + printed + " columns");
            }
        });
    }

    /** The paper's number for a line and a column; empty when it has none. */
    public OptionalDouble printed(String row, PaperColumn column) {
        List<PaperColumn> printed =
                columns.stream().filter(PaperColumn::printed).toList();
        return numbers.at(row, printed.indexOf(column));
    }
}
