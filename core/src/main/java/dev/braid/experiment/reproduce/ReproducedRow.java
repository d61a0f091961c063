package dev.braid.experiment.reproduce;

import java.util.List;

/**
 * A line of a reproduced table.
 *
 * @param row its name in the paper
 * @param variant the label under which Braid trained it
 * @param model the model
 * @param settings that make the model what the line names
 * @param cells in the order of the columns
 */
public record ReproducedRow(
        String row, String variant, String model, List<String> settings, List<ReproducedCell> cells) {
    public ReproducedRow {
        settings = List.copyOf(settings);
        cells = List.copyOf(cells);
    }
}
