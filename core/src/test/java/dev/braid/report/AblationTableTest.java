package dev.braid.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.experiment.Ablation;
import dev.braid.experiment.ComparedRun;
import dev.braid.experiment.ComparisonResult;
import dev.braid.experiment.Ranking;
import dev.braid.experiment.Variant;
import dev.braid.fault.BadInput;
import dev.braid.metric.TaskEvaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** One table of what the parts of a model are worth. */
final class AblationTableTest {
    private static final List<String> CHANGES = List.of("model.interaction.selection=off", "model.gate=mg");
    private static final Variant GATED = new Variant("worse", "dephn", List.of("model.gate=mg"));

    private static ComparedRun run(String variant, long seed, double auc) {
        TaskEvaluation evaluation =
                new TaskEvaluation("all", 10, 5, auc, 0.5, null, null, null, null, null, null, null);
        return new ComparedRun(variant, "dephn", seed, 1, 1, 1, 1, Map.of("click", evaluation));
    }

    /** Three seeds of the whole model and of two changed forms: one always .05 worse, one now better and now worse. */
    private static ComparisonResult comparison(String dataset, String... labels) {
        List<Variant> variants = new ArrayList<>();
        List<ComparedRun> runs = new ArrayList<>();
        double[][] values = {{0.70, 0.71, 0.72}, {0.65, 0.66, 0.6701}, {0.71, 0.70, 0.72}};
        for (int i = 0; i < labels.length; i++) {
            variants.add(new Variant(labels[i], "dephn", i == 0 ? List.of() : List.of(CHANGES.get(i - 1))));
            for (int seed = 3; seed >= 1; seed--) { // a resumed comparison need not have its runs in the order of seeds
                runs.add(run(labels[i], seed, values[i][seed - 1]));
            }
        }
        return new ComparisonResult(
                dataset, "test", 10, List.of(), variants, runs, List.of(), null, "./braid compare --data " + dataset);
    }

    @Test
    void aFormThatIsAlwaysWorseIsMarkedAndOneThatVariesIsNot() {
        Ablation ablation = Ablation.of(List.of(comparison("census", "whole", "worse", "varied")));
        assertEquals("whole", ablation.whole());
        Ablation.Column column = ablation.columns().get(0);
        Ablation.Change worse = Objects.requireNonNull(column.changes().get("worse"));
        Ablation.Change varied = Objects.requireNonNull(column.changes().get("varied"));
        assertEquals(-0.1499 / 3, Objects.requireNonNull(worse.difference().mean()), 1e-12);
        assertEquals(0, Objects.requireNonNull(varied.difference().mean()), 1e-12);
        assertEquals(Ranking.Verdict.REAL, worse.verdict());
        assertEquals(Ranking.Verdict.CHANCE, varied.verdict());
    }

    @Test
    void allDatasetsStandInOneTableAndEachWithItsCommand() {
        Markdown page = new Markdown();
        AblationTable.append(
                page, 2, List.of(comparison("census", "whole", "worse"), comparison("funnel", "whole", "worse")));
        String text = page.toString();
        assertTrue(text.contains("| form | census: click | funnel: click |"), text);
        assertTrue(text.contains("| whole | 0.7100 ± 0.0100 | 0.7100 ± 0.0100 |"), text);
        assertTrue(text.contains("| worse | -0.0500 ± 0.0001 | -0.0500 ± 0.0001 |"), text);
        assertTrue(text.contains("./braid compare --data census\n./braid compare --data funnel\n"), text);
        assertTrue(text.contains("worse has `model.interaction.selection=off` (whole: `raw`)."), text);
        assertTrue(text.contains("AUC of whole on the test split"), text);
    }

    @Test
    void comparisonsOfDifferentVariantsAreRefused() {
        BadInput refused = assertThrows(
                BadInput.class,
                () -> Ablation.of(
                        List.of(comparison("census", "whole", "worse"), comparison("funnel", "whole", "other"))));
        assertTrue(refused.getMessage().contains("funnel has [whole, other]"), refused.getMessage());
        assertThrows(BadInput.class, () -> Ablation.of(List.of(comparison("census", "whole"))));
        ComparisonResult census = comparison("census", "whole", "worse");
        List<ComparedRun> twoSeeds =
                census.runs().stream().filter(run -> run.seed() < 3).toList();
        assertRefused(
                census, "settings", census.runs(), List.of(census.variants().get(0), GATED), "test");
        assertRefused(census, "seeds", twoSeeds, census.variants(), "test");
        assertRefused(census, "split", census.runs(), census.variants(), "validation");
    }

    private static void assertRefused(
            ComparisonResult census, String what, List<ComparedRun> runs, List<Variant> variants, String split) {
        ComparisonResult other =
                new ComparisonResult("funnel", split, 10, List.of(), variants, runs, List.of(), null, "");
        String said = assertThrows(BadInput.class, () -> Ablation.of(List.of(census, other)))
                .getMessage();
        assertTrue(said.contains("needs the same " + what + " on each: census has "), said);
    }
}
