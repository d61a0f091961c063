package dev.braid.report;

import dev.braid.experiment.Spread;
import dev.braid.experiment.reproduce.BaselineDifference;
import dev.braid.experiment.reproduce.PaperColumn;
import dev.braid.experiment.reproduce.Reproduced;
import dev.braid.experiment.reproduce.ReproducedDataset;
import dev.braid.report.page.Html;
import dev.braid.report.page.SortableTable;
import dev.braid.report.page.SortableTable.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Differences of a dataset's variants to one of them, as a table, with ≈ at those that could be chance; and all differences as
 * comma-separated values.
 */
public final class DifferenceTable {
    private static final String FORMAT = "%+.5f";

    private final Reproduced result;
    private final ReproducedDataset dataset;
    private final List<BaselineDifference> differences;

    private DifferenceTable(Reproduced result, ReproducedDataset dataset, List<BaselineDifference> differences) {
        this.result = result;
        this.dataset = dataset;
        this.differences = differences;
    }

    /** A table for each baseline of a dataset; none where the result measures no differences. */
    static List<DifferenceTable> of(Reproduced result, ReproducedDataset dataset) {
        Map<String, List<BaselineDifference>> byBaseline = BaselineDifference.of(result.name(), dataset).stream()
                .collect(Collectors.groupingBy(BaselineDifference::baseline, LinkedHashMap::new, Collectors.toList()));
        return byBaseline.values().stream()
                .map(those -> new DifferenceTable(result, dataset, those))
                .toList();
    }

    private String title() {
        return ReproductionPage.heading(result, dataset) + ": difference to "
                + differences.get(0).baseline();
    }

    /** What the numbers are, and which of them could be chance. */
    private String explained() {
        String chance = ChanceNote.of(differences);
        return "Each variant's number less that of " + differences.get(0).baseline()
                + " with the same seed; mean ± standard deviation over seeds. Lower is better of log-loss, higher of AUC."
                + (chance.isEmpty() ? "" : " " + chance);
    }

    private List<String> header() {
        return Stream.concat(Stream.of("model"), dataset.columns().stream().map(PaperColumn::heading))
                .toList();
    }

    private List<List<Cell>> rows() {
        Map<String, List<Cell>> rows = new LinkedHashMap<>();
        differences.forEach(
                d -> rows.computeIfAbsent(d.variant(), variant -> new ArrayList<>(List.of(Cell.words(variant))))
                        .add(cell(d)));
        return List.copyOf(rows.values());
    }

    private static Cell cell(BaselineDifference d) {
        Double mean = d.difference().mean();
        return Cell.number(shown(d.difference()) + ChanceNote.mark(d), mean == null ? Double.NaN : mean);
    }

    private static String shown(Spread difference) {
        Double mean = difference.mean();
        Double deviation = difference.deviation();
        String middle = Markdown.number(FORMAT, mean == null ? Double.NaN : mean);
        return deviation == null ? middle : middle + " ± " + Markdown.number("%.5f", deviation);
    }

    /** Writes it to a Markdown page. */
    void write(Markdown page) {
        page.heading(3, title());
        page.paragraph(explained());
        page.header(header().toArray(String[]::new));
        rows().forEach(row -> page.row(row.stream().map(Cell::shown).toArray(String[]::new)));
        page.end();
    }

    /** Writes it to an HTML page. */
    void write(Html page) {
        SortableTable table = new SortableTable(title(), header());
        rows().forEach(table::row);
        table.write(page);
        page.element("p", explained(), "class", "note").text("\n");
    }

    /** A line per dataset, variant and column; every line says whether its data is simulated. What is undefined is empty. */
    public static String csv(Reproduced result) {
        StringBuilder csv =
                new StringBuilder("result,data,dataset,row,variant,baseline,column,difference,deviation,seeds,"
                        + "positiveIsBetter,p_seeds,verdict\n");
        for (BaselineDifference d : result.differences()) {
            csv.append(Stream.of(
                                    result.name(),
                                    result.data(),
                                    d.dataset(),
                                    d.row(),
                                    d.variant(),
                                    d.baseline(),
                                    d.column(),
                                    number(d.difference().mean()),
                                    number(d.difference().deviation()),
                                    String.valueOf(d.difference().runs()),
                                    String.valueOf(d.better()),
                                    number(d.p()),
                                    d.verdict().label())
                            .map(Csv::cell)
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        return csv.toString();
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : String.valueOf(value);
    }
}
