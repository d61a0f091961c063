package dev.braid.report;

import dev.braid.experiment.reproduce.OrderAgreement;
import dev.braid.experiment.reproduce.PaperColumn;
import dev.braid.experiment.reproduce.Reproduced;
import dev.braid.experiment.reproduce.ReproducedDataset;
import dev.braid.experiment.reproduce.ReproducedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a reproduction shows, column by column, in words. */
public final class ReproductionFindings {
    private final Reproduced result;

    public ReproductionFindings(Reproduced result) {
        this.result = result;
    }

    /** A sentence or two per column of a dataset. */
    public List<String> of(ReproducedDataset dataset) {
        List<String> said = new ArrayList<>();
        for (int c = 0; c < dataset.columns().size(); c++) {
            said.add(said(dataset, c));
        }
        return said;
    }

    private String said(ReproducedDataset dataset, int c) {
        PaperColumn column = dataset.columns().get(c);
        StringBuilder words = new StringBuilder(dataset.title() + ", " + column.heading() + ": ");
        Function<ReproducedRow, @Nullable Double> braid =
                row -> row.cells().get(c).braid().mean();
        Function<ReproducedRow, @Nullable Double> paper =
                row -> row.cells().get(c).paper();
        Optional<ReproducedRow> here = best(dataset, column, braid);
        Optional<ReproducedRow> there = best(dataset, column, paper);
        String where = result.simulated() ? "best on simulated data is " : "best here is ";
        words.append(here.map(row -> where + row.variant() + " (" + shown(column.format(), braid.apply(row)) + ")")
                .orElse("undefined here"));
        there.ifPresent(row -> words.append(
                ", in the paper " + row.row() + " (" + shown(column.printedFormat(), paper.apply(row)) + ")"));
        words.append('.');
        dataset.orders().stream()
                .filter(order -> !result.simulated()) // an order on simulated data has nothing to agree with
                .filter(order -> order.column().equals(column.heading()))
                .findFirst()
                .ifPresent(order -> words.append(' ').append(agreement(order)));
        return words.toString();
    }

    private static String agreement(OrderAgreement order) {
        Double tau = order.tau();
        return tau == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "The orders of %d lines agree with Kendall's τ = %.2f (1 the same, 0 unrelated, −1 reversed).",
                        order.lines(),
                        tau);
    }

    private static Optional<ReproducedRow> best(
            ReproducedDataset dataset, PaperColumn column, Function<ReproducedRow, @Nullable Double> value) {
        ReproducedRow best = null;
        double reached = Double.NaN;
        for (ReproducedRow row : dataset.rows()) {
            Double number = value.apply(row);
            if (number != null && column.metric().direction().better(number, reached)) {
                best = row;
                reached = number;
            }
        }
        return Optional.ofNullable(best);
    }

    private static String shown(String format, @Nullable Double value) {
        return Markdown.number(format, value == null ? Double.NaN : value);
    }
}
