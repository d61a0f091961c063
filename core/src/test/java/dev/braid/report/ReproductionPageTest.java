package dev.braid.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.experiment.ComparedRun;
import dev.braid.experiment.ComparisonResult;
import dev.braid.experiment.Spread;
import dev.braid.experiment.Variant;
import dev.braid.experiment.reproduce.OrderAgreement;
import dev.braid.experiment.reproduce.PaperColumn;
import dev.braid.experiment.reproduce.Reproduced;
import dev.braid.experiment.reproduce.ReproducedCell;
import dev.braid.experiment.reproduce.ReproducedDataset;
import dev.braid.experiment.reproduce.ReproducedRow;
import dev.braid.experiment.reproduce.Simulation;
import dev.braid.metric.Metric;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Pages of a reproduced table: both numbers, and no page without saying where Braid's come from. */
final class ReproductionPageTest {
    private static final List<PaperColumn> COLUMNS = List.of(
            PaperColumn.printed("CVR AUC", "conversion", Metric.AUC, 100),
            PaperColumn.added("CTCVR AUC", "ctcvr:conversion", Metric.AUC, 100));

    private static ReproducedCell cell(@Nullable Double paper, double braid, boolean best) {
        return new ReproducedCell(paper, Spread.of(100 * braid, 100 * braid + 2), best, !best, false);
    }

    private static Reproduced reproduced(@Nullable Simulation simulation) {
        List<ReproducedRow> rows = List.of(
                new ReproducedRow(
                        "MMOE", "mmoe", "mmoe", List.of(), List.of(cell(55.32, 0.6, false), cell(null, 0.5, true))),
                new ReproducedRow(
                        "IGIE",
                        "igie",
                        "igie",
                        List.of("model.groups=2"),
                        List.of(cell(62.26, 0.65, true), cell(null, 0.4, false))));
        ComparisonResult comparison = new ComparisonResult(
                "ali-ccp",
                "test",
                100,
                List.of(),
                List.of(new Variant("mmoe", "mmoe", List.of())),
                List.<ComparedRun>of(),
                List.of(),
                null,
                "");
        ReproducedDataset dataset = new ReproducedDataset(
                "ali-ccp",
                "Ali-CCP",
                "ali-ccp",
                simulation == null ? List.of() : List.of("rows=5000", "clickRate=0.2"),
                List.of("space=click"),
                "The paper: 11M rows.",
                List.of(new ReproducedDataset.SplitSize("test", 1200, Map.of("click", 300L))),
                COLUMNS,
                rows,
                List.of(new OrderAgreement("CVR AUC", 2, 1.0)),
                comparison);
        return new Reproduced(
                "igie-table2",
                "IGIE, Table 2",
                "<A paper>",
                "What it is.",
                simulation,
                "quick",
                2,
                List.of("embedding.width=8"),
                List.of("train.epochs=1"),
                List.of(dataset),
                List.of("F1 is not reproducible."),
                "./braid reproduce igie-table2");
    }

    private static String html(Reproduced result) {
        return ReproductionReport.of(result, Path.of("nowhere")).html();
    }

    @Test
    void everyOutputOfSimulatedDataSaysSo() {
        Reproduced simulated = reproduced(new Simulation(5000, 7, Map.of()));
        String markdown = ReproductionPage.markdown(simulated);
        assertTrue(markdown.startsWith("# IGIE, Table 2 (simulated data)\n\n**SIMULATED DATA: "), markdown);
        assertTrue(markdown.contains("were simulated with `rows=5000`, `clickRate=0.2`"), markdown);
        assertTrue(markdown.contains("5,000 rows of each, seed 7"), markdown);
        assertTrue(
                markdown.contains("| CVR AUC, paper | CVR AUC, Braid (simulated) | CTCVR AUC, Braid (simulated) |"),
                markdown);
        assertTrue(markdown.contains("## Ali-CCP (simulated)"), markdown);
        assertTrue(markdown.contains("best on simulated data is igie (66.00), in the paper IGIE (62.26)"), markdown);
        assertFalse(markdown.contains("Kendall"), "an order on simulated data has nothing to agree with");
        List<String> lines = ReproductionPage.csv(simulated).lines().toList();
        assertEquals(5, lines.size());
        assertTrue(
                lines.stream().skip(1).allMatch(line -> line.startsWith("igie-table2,simulated,quick,")),
                lines::toString);
        String page = html(simulated);
        assertTrue(page.contains("<h1>IGIE, Table 2 (simulated data)</h1>"));
        assertTrue(page.contains("SIMULATED DATA: ") && page.contains("Data: simulated."));
        assertTrue(page.contains("Ali-CCP (simulated): CVR AUC") && page.contains("Braid (simulated data)"));
    }

    @Test
    void nothingIsCalledSimulatedThatIsNot() {
        Reproduced published = reproduced(null);
        assertEquals("published", published.data());
        for (String output : List.of(ReproductionPage.markdown(published), ReproductionPage.csv(published))) {
            assertFalse(output.toLowerCase(java.util.Locale.ROOT).contains("simulated"), output);
        }
        assertFalse(html(published).contains("imulated data"));
    }

    @Test
    void thePapersNumberStandsBeforeBraidsAndTheBestStandsOut() {
        String markdown = ReproductionPage.markdown(reproduced(null));
        assertTrue(markdown.contains("| mmoe | MMOE | 55.32 | 61.00 ± 1.41 ≈ | **51.00 ± 1.41** |"), markdown);
        assertTrue(markdown.contains("| igie | IGIE | 62.26 | **66.00 ± 1.41** | 41.00 ± 1.41 ≈ |"), markdown);
        assertTrue(markdown.contains("Kendall's τ = 1.00"), markdown);
        assertTrue(markdown.contains("changed: `train.epochs=1`"), markdown);
        assertTrue(markdown.contains("test 1,200 rows (300 click)"), markdown);
    }

    @Test
    void whatOneTestAloneCannotSettleHasTheMarkOfComparisons() {
        ReproducedCell open = new ReproducedCell(null, Spread.of(0.5), false, false, true);
        ReproducedCell chance = new ReproducedCell(null, Spread.of(0.5), false, true, false);
        ReproducedCell real = new ReproducedCell(null, Spread.of(0.5), false, false, false);
        assertEquals(
                List.of(" ?", " ≈", ""),
                Stream.of(open, chance, real).map(ChanceNote::mark).toList());
    }

    @Test
    void whatIsWrittenIsTextAndNoMarkup() {
        String page = html(reproduced(null));
        assertTrue(page.contains("&lt;A paper&gt;") && !page.contains("<A paper>"));
        assertTrue(page.contains("F1 is not reproducible."));
    }
}
