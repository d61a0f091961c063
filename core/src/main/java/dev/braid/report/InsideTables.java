package dev.braid.report;

import dev.braid.explain.ExpertSummary;
import dev.braid.explain.GateSummary;
import dev.braid.explain.Inside;
import dev.braid.report.page.SortableTable;
import dev.braid.report.page.SortableTable.Cell;
import java.util.List;
import java.util.Locale;

/** What a model weighs and compares, as tables. */
final class InsideTables {
    private final Inside inside;

    InsideTables(Inside inside) {
        this.inside = inside;
    }

    SortableTable gates() {
        SortableTable table = new SortableTable(
                "Gates",
                List.of(
                        "place",
                        "reader",
                        "choice",
                        "mean",
                        "deviation over rows",
                        "largest in",
                        "entropy of the gate"));
        for (GateSummary gate : inside.gates()) {
            for (int c = 0; c < gate.choices().size(); c++) {
                table.row(List.of(
                        Cell.words(place(gate.place())),
                        Cell.words(gate.reader()),
                        Cell.words(gate.choices().get(c)),
                        number(gate.mean().get(c)),
                        number(gate.deviation().get(c)),
                        Cell.number(
                                Shown.percent(gate.largest().get(c)),
                                gate.largest().get(c)),
                        number(gate.entropy())));
            }
        }
        return table;
    }

    SortableTable experts() {
        SortableTable table = new SortableTable(
                "Experts",
                List.of("place", "expert", "share in the gates", "units that vary", "magnitude", "most similar to"));
        for (ExpertSummary place : inside.experts()) {
            for (int i = 0; i < place.experts().size(); i++) {
                double used = place.utilisation().isEmpty()
                        ? Double.NaN
                        : place.utilisation().get(i);
                table.row(List.of(
                        Cell.words(place(place.place())),
                        Cell.words(place.experts().get(i)),
                        Cell.number(Double.isNaN(used) ? "" : Shown.percent(used), used),
                        Cell.number(
                                Shown.percent(place.active().get(i)),
                                place.active().get(i)),
                        number(place.magnitude().get(i)),
                        Cell.words(nearest(place, i))));
            }
        }
        return table;
    }

    private static String nearest(ExpertSummary experts, int of) {
        String nearest = "";
        double most = -1;
        for (int j = 0; j < experts.experts().size(); j++) {
            Double cka = experts.similarity().get(of).get(j);
            if (j != of && cka != null && cka > most) {
                most = cka;
                nearest = String.format(
                        Locale.ROOT, "%s (%.2f)", experts.experts().get(j), cka);
            }
        }
        return nearest;
    }

    private static String place(String name) {
        return name.isEmpty() ? "model" : name;
    }

    private static Cell number(double value) {
        return Cell.number(Markdown.number("%.4f", value), value);
    }
}
