package dev.braid.report;

import dev.braid.experiment.Ranking;
import dev.braid.metric.Metric;
import dev.braid.report.page.Html;
import dev.braid.report.page.SortableTable;
import dev.braid.report.page.SortableTable.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Every difference to the best with its p-values, over seeds and over rows. */
final class SignificanceTable {
    private final Study study;

    SignificanceTable(Study study) {
        this.study = study;
    }

    /** Writes the table; nothing where nothing was tested. */
    void write(Html page) {
        SortableTable table = new SortableTable(
                "Differences to the best",
                List.of("model", "task", "metric", "best", "difference", "p over seeds", "p over rows", "it is"));
        int rows = 0;
        for (String task : study.tasks()) {
            for (Metric metric : Metric.values()) {
                Ranking ranking = study.ranking(task, metric).orElse(null);
                if (ranking != null && tested(ranking)) {
                    for (List<Cell> row : rows(ranking, metric)) {
                        table.row(row);
                        rows++;
                    }
                }
            }
        }
        if (rows > 0) {
            page.open("details").element("summary", "How sure every difference is");
            table.write(page);
            page.closeLine();
        }
    }

    private static boolean tested(Ranking ranking) {
        return ranking.p().values().stream().anyMatch(Objects::nonNull)
                || ranking.pRows().values().stream().anyMatch(Objects::nonNull);
    }

    private List<List<Cell>> rows(Ranking ranking, Metric metric) {
        double best = mean(ranking.best(), ranking.task(), metric);
        List<List<Cell>> rows = new ArrayList<>();
        for (String other : ranking.p().keySet()) {
            double difference = mean(other, ranking.task(), metric) - best;
            rows.add(List.of(
                    Cell.words(other),
                    Cell.words(ranking.task()),
                    Cell.words(Shown.name(metric)),
                    Cell.words(ranking.best()),
                    Cell.number(String.format(Locale.ROOT, "%+.4f", difference), difference),
                    p(ranking.p().get(other)),
                    p(ranking.pRows().get(other)),
                    Cell.words(said(ranking.verdict(other)))));
        }
        return rows;
    }

    private double mean(String label, String task, Metric metric) {
        return study.subjects().stream()
                .filter(s -> s.label().equals(label))
                .flatMap(s -> s.trainings().stream())
                .mapToDouble(run -> metric.direction().compared(run.value(task, metric)))
                .average()
                .orElse(Double.NaN);
    }

    private static Cell p(@Nullable Double p) {
        return p == null ? Cell.number("–", Double.NaN) : Cell.number(Shown.p(p), p);
    }

    private static String said(Ranking.Verdict verdict) {
        return switch (verdict) {
            case REAL -> "real";
            case CHANCE -> "perhaps chance";
            case UNKNOWN -> "not known";
        };
    }
}
