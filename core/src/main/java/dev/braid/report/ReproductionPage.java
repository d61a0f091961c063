package dev.braid.report;

import dev.braid.experiment.ComparisonResult;
import dev.braid.experiment.Ranking;
import dev.braid.experiment.reproduce.PaperColumn;
import dev.braid.experiment.reproduce.Reproduced;
import dev.braid.experiment.reproduce.ReproducedCell;
import dev.braid.experiment.reproduce.ReproducedDataset;
import dev.braid.experiment.reproduce.ReproducedRow;
import dev.braid.report.page.SortableTable.Cell;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A reproduced result as files for people and spreadsheets: the paper's numbers beside Braid's. */
public final class ReproductionPage {
    private ReproductionPage() {}

    /** The page, Markdown. */
    public static String markdown(Reproduced result) {
        Markdown page = new Markdown();
        page.heading(1, title(result));
        page.paragraph("**" + result.provenance() + "**");
        if (!result.command().isEmpty()) {
            page.command(result.command());
        }
        page.paragraph(result.paper() + ". " + result.about());
        page.paragraph(explained(result));
        page.paragraph(settings(result));
        variants(page, result.datasets().get(0));
        for (ReproducedDataset dataset : result.datasets()) {
            page.heading(2, heading(result, dataset));
            page.paragraph(sizes(dataset));
            table(page, result, dataset);
            for (String note : notes(result, dataset)) {
                page.paragraph(note);
            }
            page.paragraph(new ReproductionFindings(result)
                    .of(dataset).stream().map(f -> "- " + f).collect(Collectors.joining("\n")));
            DifferenceTable.of(result, dataset).forEach(table -> table.write(page));
        }
        page.heading(2, "What is not reproducible");
        page.paragraph(result.notes().stream().map(n -> "- " + n).collect(Collectors.joining("\n")));
        return page.toString();
    }

    /** The result's title, which says whether its data is simulated. */
    static String title(Reproduced result) {
        return result.title() + (result.simulated() ? " (simulated data)" : "");
    }

    /** A dataset's title, which says whether it is simulated. */
    static String heading(Reproduced result, ReproducedDataset dataset) {
        return dataset.title() + (result.simulated() ? " (simulated)" : "");
    }

    /** What the numbers are. */
    static String explained(Reproduced result) {
        return "Braid's numbers are "
                + (result.seeds() > 1
                        ? "means ± standard deviation over " + result.seeds() + " seeds"
                        : "those of one seed")
                + " on the test split, with the weights that were best on the validation split; the best of a column"
                + " stands out.";
    }

    /**
     * What stands below a dataset's table: which differences could be chance, and who says so, and which trainings have no
     * result; nothing where nothing was tested, and all have ended.
     */
    static List<String> notes(Reproduced result, ReproducedDataset dataset) {
        ComparisonResult comparison = dataset.comparison();
        return Stream.of(
                        ChanceNote.of(result.seeds(), comparison.split(), comparison.rowTests()),
                        FailureNote.of(comparison.failures()))
                .filter(note -> !note.isEmpty())
                .toList();
    }

    /** With which hyper-parameters. */
    static String settings(Reproduced result) {
        return "Preset " + result.preset() + ": " + listed(result.settings())
                + (result.changed().isEmpty() ? "." : "; changed: " + listed(result.changed()) + ".");
    }

    /** What each line is, without what all of them share. */
    private static void variants(Markdown page, ReproducedDataset dataset) {
        List<ReproducedRow> rows = dataset.rows();
        List<String> shared = rows.get(0).settings().stream()
                .filter(setting -> rows.stream().allMatch(row -> row.settings().contains(setting)))
                .toList();
        page.paragraph(shared.isEmpty() ? "The lines:" : "The lines, all of them with " + listed(shared) + ":");
        page.header("line", "model", "own options");
        for (ReproducedRow row : rows) {
            page.row(
                    row.variant(),
                    row.model(),
                    listed(row.settings().stream()
                            .filter(setting -> !shared.contains(setting))
                            .toList()));
        }
        page.end();
    }

    private static String listed(List<String> settings) {
        return settings.isEmpty()
                ? "the defaults"
                : settings.stream().map(s -> "`" + s + "`").collect(Collectors.joining(", "));
    }

    /** How large the dataset is here, and how large it is in the paper. */
    static String sizes(ReproducedDataset dataset) {
        String here = dataset.splits().stream()
                .map(split -> split.split() + " " + Shown.count(split.rows()) + " rows ("
                        + split.positives().entrySet().stream()
                                .map(task -> Shown.count(task.getValue()) + " " + task.getKey())
                                .collect(Collectors.joining(", "))
                        + ")")
                .collect(Collectors.joining("; "));
        String simulated = dataset.simulation().isEmpty()
                ? ""
                : " The files of " + dataset.source() + " were simulated with " + listed(dataset.simulation()) + ".";
        String options = dataset.options().isEmpty()
                ? ""
                : " Made of " + dataset.source() + " with " + listed(dataset.options()) + ".";
        return "Here: " + here + "." + simulated + options
                + (dataset.paperSize().isEmpty() ? "" : " " + dataset.paperSize());
    }

    private static void table(Markdown page, Reproduced result, ReproducedDataset dataset) {
        ReproductionTable table = new ReproductionTable(result, dataset);
        page.header(table.header().toArray(String[]::new));
        for (List<Cell> row : table.rows()) {
            page.row(row.stream()
                    .map(cell -> cell.strong() ? "**" + cell.shown() + "**" : cell.shown())
                    .toArray(String[]::new));
        }
        page.end();
    }

    /**
     * A line per dataset, variant and column; every line says whether its data is simulated. What is undefined is empty. {@code
     * verdict} is as in {@link ComparisonSummary#csv}.
     */
    public static String csv(Reproduced result) {
        StringBuilder csv =
                new StringBuilder("result,data,preset,dataset,row,variant,model,column,task,metric,scale,paper,"
                        + "braid,deviation,seeds,best,verdict\n");
        for (ReproducedDataset dataset : result.datasets()) {
            for (ReproducedRow row : dataset.rows()) {
                for (int c = 0; c < dataset.columns().size(); c++) {
                    csv.append(line(result, dataset, row, c)).append('\n');
                }
            }
        }
        return csv.toString();
    }

    private static String line(Reproduced result, ReproducedDataset dataset, ReproducedRow row, int c) {
        PaperColumn column = dataset.columns().get(c);
        ReproducedCell cell = row.cells().get(c);
        return Stream.of(
                        result.name(),
                        result.data(),
                        result.preset(),
                        dataset.name(),
                        row.row(),
                        row.variant(),
                        row.model(),
                        column.heading(),
                        column.task(),
                        column.metric().label(),
                        String.valueOf(column.scale()),
                        number(cell.paper()),
                        number(cell.braid().mean()),
                        number(cell.braid().deviation()),
                        String.valueOf(cell.braid().runs()),
                        String.valueOf(cell.best()),
                        dataset.comparison()
                                .ranking(column.task(), column.metric())
                                .flatMap(ranking -> ranking.toBest(row.variant()))
                                .map(Ranking.Verdict::label)
                                .orElse(""))
                .map(Csv::cell)
                .collect(Collectors.joining(","));
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : String.valueOf(value);
    }
}
