package dev.braid.report;

import dev.braid.experiment.Spread;
import dev.braid.experiment.reproduce.BaselineDifference;
import dev.braid.experiment.reproduce.PaperColumn;
import dev.braid.experiment.reproduce.Reproduced;
import dev.braid.experiment.reproduce.ReproducedDataset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Differences to the variant that a figure measures them to, as a table and as comma-separated values. */
public final class DifferenceTable {
    private static final String FORMAT = "%+.5f";

    private DifferenceTable() {}

    /** Writes a table; nothing where the result measures no differences. */
    static void write(Markdown page, Reproduced result, ReproducedDataset dataset) {
        List<BaselineDifference> all = BaselineDifference.of(result.name(), dataset);
        if (all.isEmpty()) {
            return;
        }
        String baseline = all.get(0).baseline();
        page.heading(3, ReproductionPage.heading(result, dataset) + ": difference to " + baseline);
        page.paragraph(
                "Each variant's number less that of " + baseline
                        + " with the same seed; mean ± standard deviation over seeds. Lower is better of log-loss, higher of AUC.");
        List<String> header = new ArrayList<>(List.of("model"));
        dataset.columns().stream().map(PaperColumn::heading).forEach(header::add);
        page.header(header.toArray(String[]::new));
        for (String variant :
                all.stream().map(BaselineDifference::variant).distinct().toList()) {
            List<String> cells = new ArrayList<>(List.of(variant));
            all.stream().filter(d -> d.variant().equals(variant)).forEach(d -> cells.add(shown(d.difference())));
            page.row(cells.toArray(String[]::new));
        }
        page.end();
    }

    private static String shown(Spread difference) {
        Double mean = difference.mean();
        Double deviation = difference.deviation();
        String middle = Markdown.number(FORMAT, mean == null ? Double.NaN : mean);
        return deviation == null ? middle : middle + " ± " + Markdown.number("%.5f", deviation);
    }

    /** A line per dataset, variant and column; every line says whether its data is simulated. What is undefined is empty. */
    public static String csv(Reproduced result) {
        StringBuilder csv = new StringBuilder(
                "result,data,dataset,row,variant,baseline,column,difference,deviation,seeds,positiveIsBetter\n");
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
                                    String.valueOf(d.better()))
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
