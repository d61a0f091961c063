package dev.braid.bench;

import dev.braid.data.simulate.FunnelOptions;
import dev.braid.experiment.Variant;
import dev.braid.report.Markdown;
import java.util.List;
import java.util.Locale;

/** The page of a {@link DebiasStudy}. */
public final class DebiasPage {
    private DebiasPage() {}

    /**
     * The page, Markdown.
     *
     * @param command what wrote it
     * @param settings options that all variants shared
     */
    public static String of(String command, FunnelOptions world, List<String> settings, List<DebiasStudy.Mean> means) {
        Markdown page = new Markdown();
        page.heading(1, "Conversions of rows that were not clicked")
                .paragraph("Written by")
                .command(command);
        page.paragraph(String.format(
                Locale.ROOT,
                "A simulated funnel: %,d rows, of which %.0f%% are clicked; %.0f%% of the clicked ones convert; the true logits"
                        + " of click and of conversion have correlation %.1f. Conversions are seen after clicks only, but the true"
                        + " probability of conversion is known of every row. Each of %d seeds is a world and a training of its"
                        + " own. Shown are means ± standard deviations over them, on the test rows.",
                world.rows(),
                100 * world.clickRate(),
                100 * world.conversionRate(),
                world.taskCorrelation(),
                means.get(0).pcoc().runs()));
        page.paragraph(
                "*PCOC*: predicted over true conversions, summed over all rows; 1 is right. *AUC, all rows*: against"
                        + " conversions drawn from the true probability of every row, clicked or not. *RMSE*: from the true"
                        + " probability, over all rows. *AUC, clicked rows*: what real data can show.");
        page.header("variant", "PCOC, all rows", "AUC, all rows", "RMSE, all rows", "AUC, clicked rows");
        for (DebiasStudy.Mean mean : means) {
            page.row(
                    mean.variant(),
                    Markdown.spread("%.3f", mean.pcoc()),
                    Markdown.spread("%.4f", mean.auc()),
                    Markdown.spread("%.4f", mean.error()),
                    Markdown.spread("%.4f", mean.clickedAuc()));
        }
        page.end();
        page.paragraph(
                "The world is kind to propensities: users and items are few, so that click probabilities can be learned"
                        + " well. Where they cannot, weights by them correct little. The two `live` variants train the error in the"
                        + " imputation's loss as well, as the papers write it; it is a squared error of an error, no proper score,"
                        + " and conversions are predicted too often.");
        page.paragraph("All variants: `" + String.join("`, `", settings) + "`. On top of it:");
        page.header("variant", "model", "options");
        for (Variant variant : DebiasStudy.variants()) {
            page.row(
                    variant.label(),
                    variant.model(),
                    variant.settings().isEmpty() ? "defaults" : "`" + String.join("`, `", variant.settings()) + "`");
        }
        return page.end().toString();
    }
}
