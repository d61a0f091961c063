package dev.braid.report;

import dev.braid.experiment.ModelSearch;
import dev.braid.experiment.SweepMethod;
import dev.braid.experiment.SweepResult;
import dev.braid.experiment.Trial;
import dev.braid.report.page.Html;
import dev.braid.report.page.SortableTable;
import dev.braid.report.page.SortableTable.Cell;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every trial of a search, the winner of each model standing out. */
final class SweepTables {
    private SweepTables() {}

    /** Appends the trials to a Markdown page. */
    static void append(Markdown page, int level, SweepResult sweep) {
        page.heading(level, "Search").paragraph(explained(sweep));
        page.header("model", "trial", "settings", "epochs", "validation " + sweep.metric());
        for (ModelSearch model : sweep.models()) {
            for (Trial trial : model.trials()) {
                String mark = trial.number() == model.winner() ? "**" : "";
                page.row(
                        model.variant(),
                        mark + trial.number() + mark,
                        set(trial).stream().map(s -> "`" + s + "`").collect(Collectors.joining(", ")),
                        String.valueOf(trial.epochs()),
                        mark + value(trial.value()) + mark);
            }
        }
        page.end();
    }

    /** Writes the trials to a report. */
    static void write(Html page, SweepResult sweep) {
        page.paragraph(explained(sweep));
        SortableTable table = new SortableTable(
                "Trials", List.of("model", "trial", "settings", "epochs", "validation " + sweep.metric()));
        for (ModelSearch model : sweep.models()) {
            for (Trial trial : model.trials()) {
                Double reached = trial.value();
                Cell value = Cell.number(value(reached), reached == null ? Double.NaN : reached);
                table.row(List.of(
                        Cell.words(model.variant()),
                        Shown.countCell(trial.number()),
                        Cell.words(String.join(", ", set(trial))),
                        Shown.countCell(trial.epochs()),
                        trial.number() == model.winner() ? value.stressed() : value));
            }
        }
        table.write(page);
    }

    private static String explained(SweepResult sweep) {
        return String.format(
                Locale.ROOT,
                "%s: %d trials and %d epochs in all for every model, so that none wins by tuning. Trial 1 is the settings as"
                        + " given; what an option is drawn as depends on the number of the trial alone, so it is the same for"
                        + " all models that share it. The best validation %s decides, and stands out%s; the winners were then"
                        + " trained anew with every seed. The test split was not read.",
                sweep.method() == SweepMethod.RANDOM ? "Random search" : "Successive halving",
                sweep.trials(),
                sweep.epochs(),
                sweep.metric(),
                sweep.method() == SweepMethod.RANDOM ? "" : ", among the trials that were trained longest");
    }

    private static List<String> set(Trial trial) {
        return trial.settings().isEmpty() ? List.of("as given") : trial.settings();
    }

    private static String value(@Nullable Double value) {
        return value == null ? "failed" : Shown.metric(value);
    }
}
