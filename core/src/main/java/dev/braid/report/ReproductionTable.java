package dev.braid.report;

import dev.braid.experiment.reproduce.PaperColumn;
import dev.braid.experiment.reproduce.Reproduced;
import dev.braid.experiment.reproduce.ReproducedCell;
import dev.braid.experiment.reproduce.ReproducedDataset;
import dev.braid.experiment.reproduce.ReproducedRow;
import dev.braid.report.page.SortableTable.Cell;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reproduced table as cells, whatever they are written to: in every column the paper's number, then Braid's. */
public final class ReproductionTable {
    private final Reproduced result;
    private final ReproducedDataset dataset;

    public ReproductionTable(Reproduced result, ReproducedDataset dataset) {
        this.result = result;
        this.dataset = dataset;
    }

    /** The heading of every column; those of Braid say whether the data is simulated. */
    public List<String> header() {
        List<String> header = new ArrayList<>(List.of("model", "in the paper"));
        for (PaperColumn column : dataset.columns()) {
            if (column.printed()) {
                header.add(column.heading() + ", paper");
            }
            header.add(column.heading() + ", Braid" + (result.simulated() ? " (simulated)" : ""));
        }
        return header;
    }

    /** The lines, in the order of the paper; Braid's best of a column stands out. */
    public List<List<Cell>> rows() {
        return dataset.rows().stream().map(this::row).toList();
    }

    private List<Cell> row(ReproducedRow row) {
        List<Cell> cells = new ArrayList<>(List.of(Cell.words(row.variant()), Cell.words(row.row())));
        for (int c = 0; c < dataset.columns().size(); c++) {
            PaperColumn column = dataset.columns().get(c);
            ReproducedCell cell = row.cells().get(c);
            if (column.printed()) {
                cells.add(paper(column, cell.paper()));
            }
            cells.add(braid(column, cell));
        }
        return cells;
    }

    private static Cell paper(PaperColumn column, @Nullable Double value) {
        return value == null
                ? Cell.number("", Double.NaN)
                : Cell.number(Markdown.number(column.printedFormat(), value), value);
    }

    private static Cell braid(PaperColumn column, ReproducedCell cell) {
        Double mean = cell.braid().mean();
        String shown = Markdown.spread(column.format(), cell.braid()) + ChanceNote.mark(cell);
        Cell number = Cell.number(shown, mean == null ? Double.NaN : mean);
        return cell.best() ? number.stressed() : number;
    }
}
