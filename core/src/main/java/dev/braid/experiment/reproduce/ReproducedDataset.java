package dev.braid.experiment.reproduce;

import dev.braid.data.DatasetDescription;
import dev.braid.experiment.ComparisonResult;
import dev.braid.experiment.Ranking;
import dev.braid.experiment.Spread;
import dev.braid.experiment.VariantSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A result's table of one dataset.
 *
 * @param name of the dataset in the result
 * @param title as the paper calls it
 * @param source the public dataset whose files, or whose simulated likeness, it was made of
 * @param simulation options of the simulation; empty where the files are the published ones
 * @param options what was done to the files
 * @param paperSize what the paper says of its size
 * @param splits what was prepared: rows, and positives by task
 * @param columns of the table
 * @param rows its lines
 * @param orders per column of the paper, how far both agree on the order of lines; none where the data is
 *     simulated, whose order has nothing to agree with
 * @param comparison all metrics of all runs
 */
public record ReproducedDataset(
        String name,
        String title,
        String source,
        List<String> simulation,
        List<String> options,
        String paperSize,
        List<SplitSize> splits,
        List<PaperColumn> columns,
        List<ReproducedRow> rows,
        List<OrderAgreement> orders,
        ComparisonResult comparison) {
    public ReproducedDataset {
        simulation = List.copyOf(simulation);
        options = List.copyOf(options);
        splits = List.copyOf(splits);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        orders = List.copyOf(orders);
    }

    /**
     * How large a split is.
     *
     * @param split its name
     * @param rows all
     * @param positives by task
     */
    public record SplitSize(String split, long rows, Map<String, Long> positives) {}

    static ReproducedDataset of(
            PaperDataset dataset,
            List<String> simulation,
            List<String> options,
            List<PaperVariant> variants,
            DatasetDescription prepared,
            ComparisonResult comparison) {
        List<VariantSummary> summaries = comparison.summary();
        List<ReproducedRow> rows = new ArrayList<>();
        for (int i = 0; i < variants.size(); i++) {
            PaperVariant variant = variants.get(i);
            VariantSummary summary = summaries.get(i);
            List<ReproducedCell> cells = dataset.columns().stream()
                    .map(column -> cell(dataset.printed(variant.row(), column), column, summary, comparison))
                    .toList();
            rows.add(new ReproducedRow(
                    variant.row(),
                    variant.label(),
                    variant.variant().model(),
                    comparison.variants().get(i).settings(),
                    cells));
        }
        return new ReproducedDataset(
                dataset.name(),
                dataset.title(),
                dataset.origin().source(),
                simulation,
                options,
                dataset.size(),
                sizes(prepared),
                dataset.columns(),
                rows,
                simulation.isEmpty() ? orders(dataset.columns(), rows) : List.of(),
                comparison);
    }

    private static ReproducedCell cell(
            OptionalDouble printed, PaperColumn column, VariantSummary summary, ComparisonResult comparison) {
        Spread spread = summary.of(column.task(), column.metric());
        Optional<Ranking> ranking = comparison.ranking(column.task(), column.metric());
        return new ReproducedCell(
                printed.isPresent() ? printed.getAsDouble() : null,
                spread.times(column.scale()),
                ranking.filter(r -> r.isBest(summary.variant())).isPresent(),
                ranking.filter(r -> !r.isBest(summary.variant()) && r.couldBeAsGood(summary.variant()))
                        .isPresent(),
                ranking.filter(r -> !r.isBest(summary.variant()) && r.isOpen(summary.variant()))
                        .isPresent());
    }

    private static List<SplitSize> sizes(DatasetDescription prepared) {
        List<SplitSize> sizes = new ArrayList<>();
        prepared.splits().forEach((split, description) -> {
            Map<String, Long> positives = new LinkedHashMap<>();
            description.tasks().forEach(task -> positives.put(task.task(), task.positives()));
            sizes.add(new SplitSize(split, description.rows(), positives));
        });
        return sizes;
    }

    private static List<OrderAgreement> orders(List<PaperColumn> columns, List<ReproducedRow> rows) {
        List<OrderAgreement> orders = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            int column = c;
            List<double[]> pairs = new ArrayList<>();
            for (ReproducedRow row : rows) {
                Double paper = row.cells().get(column).paper();
                Double braid = row.cells().get(column).braid().mean();
                if (paper != null && braid != null) {
                    pairs.add(new double[] {paper, braid});
                }
            }
            if (pairs.size() > 1) {
                orders.add(OrderAgreement.of(
                        columns.get(c).heading(),
                        pairs.stream().mapToDouble(p -> p[0]).toArray(),
                        pairs.stream().mapToDouble(p -> p[1]).toArray()));
            }
        }
        return orders;
    }
}
