package dev.braid.report;

import dev.braid.experiment.Ablation;
import dev.braid.experiment.ComparisonResult;
import dev.braid.experiment.Ranking;
import dev.braid.experiment.Spread;
import dev.braid.experiment.Variant;
import dev.braid.experiment.VariantSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the parts of a model are worth, as one Markdown table over all datasets it was measured on. */
public final class AblationTable {
    private AblationTable() {}

    /**
     * Appends a section: the commands, what is compared, and the table.
     *
     * @throws dev.braid.fault.BadInput as {@link Ablation#of}
     */
    public static void append(Markdown page, int level, List<ComparisonResult> comparisons) {
        Ablation ablation = Ablation.of(comparisons);
        List<Variant> variants = comparisons.get(0).variants();
        page.heading(level, "Parts of " + variants.get(0).model());
        page.command(comparisons.stream().map(ComparisonResult::command).toArray(String[]::new));
        page.paragraph(String.format(
                Locale.ROOT,
                "AUC of %s on the %s split, and of each changed form the difference to it with the same seed: mean ± standard deviation over"
                        + " %d seeds. %s marks differences that could be chance in the seeds (paired t-test, p ≥ %s, corrected by"
                        + " Holm for the forms of a column), %s those of which that cannot be said. Chance in the rows was not"
                        + " tested.",
                ablation.whole(),
                comparisons.get(0).split(),
                ablation.columns().get(0).whole().runs(),
                ChanceNote.MARK,
                Ranking.LEVEL,
                ChanceNote.OPEN));
        page.paragraph("Changed forms: "
                + variants.stream()
                        .skip(1)
                        .map(form -> changed(comparisons.get(0), form))
                        .collect(Collectors.joining("; "))
                + ".");
        List<String> header = new ArrayList<>(List.of("form"));
        ablation.columns().forEach(column -> header.add(column.dataset() + ": " + column.task()));
        page.header(header.toArray(String[]::new));
        List<String> whole = new ArrayList<>(List.of(ablation.whole()));
        ablation.columns().forEach(column -> whole.add(Markdown.spread("%.4f", column.whole())));
        page.row(whole.toArray(String[]::new));
        for (String form : ablation.others()) {
            List<String> row = new ArrayList<>(List.of(form));
            ablation.columns().forEach(column -> row.add(shown(column.changes().get(form))));
            page.row(row.toArray(String[]::new));
        }
        page.end();
        comparisons.stream()
                .map(comparison -> FailureNote.of(comparison.failures()))
                .filter(note -> !note.isEmpty())
                .forEach(page::paragraph);
    }

    /** What a changed form has, and what the whole has instead. */
    private static String changed(ComparisonResult comparison, Variant form) {
        VariantSettings settings = new VariantSettings(comparison.variants(), comparison.settings());
        Variant whole = comparison.variants().get(0);
        return form.label() + " has "
                + form.settings().stream()
                        .map(setting -> "`" + setting + "` (" + whole.label() + ": `"
                                + settings.value(whole, setting.substring(0, setting.indexOf('='))) + "`)")
                        .collect(Collectors.joining(", "));
    }

    private static String shown(Ablation.Change change) {
        Spread difference = change.difference();
        Double mean = difference.mean();
        Double deviation = difference.deviation();
        String middle = Markdown.number("%+.4f", mean == null ? Double.NaN : mean);
        String spread = deviation == null ? middle : middle + " ± " + Markdown.number("%.4f", deviation);
        return switch (change.verdict()) {
            case REAL -> spread;
            case CHANCE -> spread + " " + ChanceNote.MARK;
            case UNKNOWN -> spread + " " + ChanceNote.OPEN;
        };
    }
}
