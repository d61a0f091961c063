package dev.braid.explain;

import dev.braid.data.PreparedDataset;
import dev.braid.data.Split;
import dev.braid.data.duck.Duck;
import dev.braid.data.duck.DuckFailure;
import dev.braid.data.duck.Sql;
import dev.braid.fault.BadFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The confidences that the labels of a derived dataset are the signs of (DE-PHN §IV-A): {@code c} of the first task and {@code
 * y} of the second, row by row in {@code confidence.parquet} of the dataset.
 */
final class BaseConfidence {
    private static final String FILE = "confidence.parquet";
    private static final List<String> COLUMNS = List.of("c", "y");

    private BaseConfidence() {}

    /**
     * The confidences of some rows; empty where the dataset has none.
     *
     * @param firstRows positions in the split of the first rows of the batches that are wanted, multiples of {@code batch}
     * @return {@code [T][n]}, in the order of the rows
     * @throws BadFormat when the file does not fit the dataset
     */
    static Optional<double[][]> of(PreparedDataset dataset, Split split, List<Long> firstRows, int batch) {
        Path file = dataset.directory().resolve(FILE);
        if (!Files.isRegularFile(file) || dataset.schema().tasks().size() != COLUMNS.size()) {
            return Optional.empty();
        }
        String batches =
                firstRows.stream().map(row -> String.valueOf(row / batch)).collect(Collectors.joining(", "));
        try (Duck duck = Duck.inMemory(1)) {
            List<List<@Nullable String>> rows = duck.rows("SELECT c, y FROM read_parquet(" + Sql.text(file.toString())
                    + ") WHERE split = " + Sql.text(split.label()) + " AND \"row\" // " + batch + " IN (" + batches
                    + ") ORDER BY \"row\"");
            long expected = firstRows.stream()
                    .mapToLong(first -> Math.min(batch, dataset.rows(split) - first))
                    .sum();
            if (rows.size() != expected) {
                throw new BadFormat(file, "does not hold every row of the dataset; prepare it again");
            }
            double[][] confidences = new double[COLUMNS.size()][rows.size()];
            for (int i = 0; i < rows.size(); i++) {
                for (int t = 0; t < confidences.length; t++) {
                    confidences[t][i] =
                            Double.parseDouble(String.valueOf(rows.get(i).get(t)));
                }
            }
            return Optional.of(confidences);
        } catch (DuckFailure | NumberFormatException e) {
            throw new BadFormat(file, "cannot be read (" + e.getMessage() + "); prepare the dataset again", e);
        }
    }
}
