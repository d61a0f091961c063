package dev.braid.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.experiment.ComparedRun;
import dev.braid.experiment.ComparisonResult;
import dev.braid.experiment.Ranking;
import dev.braid.experiment.Spread;
import dev.braid.experiment.Variant;
import dev.braid.experiment.reproduce.BaselineDifference;
import dev.braid.experiment.reproduce.PaperColumn;
import dev.braid.experiment.reproduce.Reproduced;
import dev.braid.experiment.reproduce.ReproducedCell;
import dev.braid.experiment.reproduce.ReproducedDataset;
import dev.braid.experiment.reproduce.ReproducedRow;
import dev.braid.experiment.reproduce.Simulation;
import dev.braid.metric.Metric;
import dev.braid.metric.TaskEvaluation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Differences to MMoE, as Figure 5 of the DE-PHN paper shows them. */
final class DifferenceTableTest {
    private static ComparedRun run(String variant, long seed, double auc) {
        TaskEvaluation evaluation =
                new TaskEvaluation("all", 10, 5, auc, 0.5, null, null, null, null, null, null, null);
        return new ComparedRun(variant, variant, seed, 1, 1, 1, 1, Map.of("task1", evaluation));
    }

    private static ReproducedRow row(String variant) {
        return new ReproducedRow(
                variant,
                variant,
                variant.split("-", 2)[0],
                List.of(),
                List.of(new ReproducedCell(null, Spread.of(0.5), false, false, false)));
    }

    private static Reproduced reproduced(String name, String... variants) {
        List<ComparedRun> runs = new ArrayList<>(List.of(run("mmoe", 1, 0.70), run("mmoe", 2, 0.80)));
        runs.addAll(List.of(run("dephn", 1, 0.72), run("dephn", 2, 0.81)));
        runs.addAll(List.of(run("dephn-no-vg", 1, 0.75), run("dephn-no-vg", 2, 0.85)));
        ComparisonResult comparison = new ComparisonResult(
                "d",
                "test",
                10,
                List.of(),
                List.of(new Variant("mmoe", "mmoe", List.of()), new Variant("dephn", "dephn", List.of())),
                runs,
                List.of(),
                null,
                "");
        ReproducedDataset dataset = new ReproducedDataset(
                "criteo-r",
                "Criteo-R",
                "criteo",
                List.of(),
                List.of(),
                "",
                List.of(),
                List.of(PaperColumn.added("task1 AUC", "task1", Metric.AUC, 1)),
                List.of(variants).stream().map(DifferenceTableTest::row).toList(),
                List.of(),
                comparison);
        return new Reproduced(
                name,
                "Figure",
                "Paper",
                "",
                new Simulation(100, 1, Map.of()),
                "quick",
                2,
                List.of(),
                List.of(),
                List.of(dataset),
                List.of("Note."),
                "");
    }

    @Test
    void differencesAreTakenSeedBySeed() {
        List<BaselineDifference> differences =
                reproduced("dephn-fig5", "mmoe", "dephn").differences();
        assertEquals(1, differences.size());
        BaselineDifference difference = differences.get(0);
        assertEquals("dephn", difference.variant());
        assertEquals("mmoe", difference.baseline());
        Spread spread = difference.difference();
        assertEquals(0.015, spread.mean() == null ? Double.NaN : spread.mean(), 1e-12);
        // 0.02 and 0.01: the spread of differences, not of the models
        assertEquals(0.01 / Math.sqrt(2), spread.deviation() == null ? Double.NaN : spread.deviation(), 1e-12);
        assertTrue(difference.better());
    }

    @Test
    void everyOutputShowsThemAndSaysThatTheyAreSimulated() {
        Reproduced result = reproduced("dephn-fig5", "mmoe", "dephn");
        String markdown = ReproductionPage.markdown(result);
        assertTrue(markdown.contains("### Criteo-R (simulated): difference to mmoe"), markdown);
        assertTrue(markdown.contains("| dephn | +0.01500 ± 0.00707 ≈ |"), markdown);
        List<String> csv = DifferenceTable.csv(result).lines().toList();
        assertEquals(2, csv.size());
        assertTrue(csv.get(1).startsWith("dephn-fig5,simulated,criteo-r,dephn,dephn,mmoe,task1 AUC,0.015"), csv.get(1));
        assertTrue(csv.get(1).contains(",2,true,0.2048") && csv.get(1).endsWith(",chance"), csv.get(1));
        String html = ReproductionReport.of(result, Path.of("nowhere")).html();
        assertTrue(html.contains("Criteo-R (simulated): task1 AUC, difference to mmoe"));
    }

    @Test
    void whatCouldBeChanceIsMarkedAfterCorrectingForAllLinesOfTheColumn() {
        Reproduced result = reproduced("dephn-fig5", "mmoe", "dephn", "dephn-no-vg");
        List<BaselineDifference> differences = result.differences();
        // to mmoe: t = 3 with one degree of freedom, of two tests the one that is likelier chance; and always +0.05
        assertEquals(1 - 2 * Math.atan(3) / Math.PI, differences.get(0).p(), 1e-9);
        assertEquals(Ranking.Verdict.CHANCE, differences.get(0).verdict());
        assertEquals(Ranking.Verdict.REAL, differences.get(1).verdict());
        assertEquals(3, differences.size(), "mmoe is no variant of dephn, and not held against one");
        assertEquals("dephn-no-vg", differences.get(2).baseline());
        String note =
                "≈ marks differences to mmoe that could be chance in the seeds (paired t-test), p ≥ 0.05, corrected by"
                        + " Holm for all lines of the column.";
        for (String page : List.of(
                ReproductionPage.markdown(result),
                ReproductionReport.of(result, Path.of("nowhere")).html())) {
            assertTrue(page.contains(note), page);
            assertTrue(page.contains("+0.01500 ± 0.00707 ≈") && page.contains("+0.05000 ± 0.00000"), page);
            assertTrue(page.contains("difference to dephn-no-vg"), page);
        }
    }

    @Test
    void oneSeedIsNoTest() {
        BaselineDifference once = new BaselineDifference("d", "r", "v", "mmoe", "c", Spread.of(0.1), true, null);
        assertEquals(Ranking.Verdict.UNKNOWN, once.verdict());
        assertEquals("", ChanceNote.mark(once) + ChanceNote.of(List.of(once)));
    }

    @Test
    void nothingIsShownWithoutTheBaselineOrForOtherResults() {
        assertEquals(List.of(), reproduced("dephn-fig5", "dephn").differences());
        Reproduced table = reproduced("dephn-table1", "mmoe", "dephn");
        assertEquals(List.of(), table.differences());
        assertFalse(ReproductionPage.markdown(table).contains("difference to mmoe"));
    }
}
