package dev.braid.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.experiment.ComparedRun;
import dev.braid.metric.TaskEvaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The summary says what the numbers say, and no more. */
final class FindingsTest {
    private static Subject subject(String label, double rowsPerSecond, Double pcoc, Double... auc) {
        List<ComparedRun> runs = new ArrayList<>();
        for (int seed = 0; seed < auc.length; seed++) {
            TaskEvaluation click = new TaskEvaluation(
                    "all", 100_000, 10_000, auc[seed], 0.3, null, null, null, null, pcoc, 0.01, null);
            runs.add(new ComparedRun(label, "mmoe", seed + 1, 10, 2, rowsPerSecond, 5, Map.of("click", click)));
        }
        return new Subject(label, runs, Optional.empty());
    }

    private static String said(Subject... subjects) {
        Study study = new Study("d", "test", 100, List.of(subjects));
        StringBuilder said = new StringBuilder();
        new Findings(study)
                .all()
                .forEach(f ->
                        said.append(f.about()).append(": ").append(f.said()).append('\n'));
        return said.toString();
    }

    @Test
    void aLeadThatIsLargeInEverySeedIsMoreThanChanceAndOneThatIsNotCouldBe() {
        String said = said(
                subject("good", 100, 1.0, 0.80, 0.81, 0.82),
                subject("equal", 100, 1.0, 0.81, 0.80, 0.815),
                subject("poor", 100, 1.0, 0.60, 0.61, 0.6201));
        assertTrue(said.contains("good is best by AUC (0.8100 ± 0.0100)."), said);
        assertTrue(said.contains("Could be chance: its lead over equal (p = "), said);
        assertTrue(said.contains("More than chance: its lead over poor (p < 0.001)"), said);
    }

    @Test
    void modelsThatAreEqualAreBestTogether() {
        String said = said(
                subject("one", 100, 1.0, 0.80, 0.81, 0.82),
                subject("same", 100, 1.0, 0.80, 0.81, 0.82),
                subject("poor", 100, 1.0, 0.60, 0.61, 0.6201));
        assertTrue(said.contains("one and same are best, and equal, by AUC (0.8100 ± 0.0100)."), said);
        assertTrue(said.contains("its lead over poor (p < 0.001)"), said);
        assertTrue(!said.contains("its lead over same"), said);
    }

    @Test
    void manyRivalsOfOneVerdictAreToldAsAWhole() {
        List<Subject> close = new ArrayList<>(List.of(subject("first", 100, 1.0, 0.80, 0.81, 0.82)));
        List<Subject> far = new ArrayList<>(close);
        for (int i = 0; i < 7; i++) {
            close.add(subject("m" + i, 100, 1.0, 0.81, 0.80, 0.815 - i * 1e-4));
            far.add(subject("m" + i, 100, 1.0, 0.60, 0.61, 0.6201 + i * 1e-4));
        }
        String chance = said(close.toArray(Subject[]::new));
        assertTrue(
                chance.contains(
                        "Could be chance: its lead over each of the 7 others; the clearest lead is over m6 (p = "),
                chance);
        String real = said(far.toArray(Subject[]::new));
        assertTrue(
                real.contains("More than chance: its lead over each of the 7 others; the least clear lead is"), real);
    }

    @Test
    void manyRivalsOfSeveralVerdictsAreNamedAlone() {
        List<Subject> mixed = new ArrayList<>(List.of(subject("first", 100, 1.0, 0.80, 0.81, 0.82)));
        for (int i = 0; i < 7; i++) {
            mixed.add(subject("near" + i, 100, 1.0, 0.81, 0.80, 0.815));
            mixed.add(subject("far" + i, 100, 1.0, 0.60, 0.61, 0.6201));
        }
        String said = said(mixed.toArray(Subject[]::new));
        assertTrue(said.contains("Could be chance: its lead over near"), said);
        assertTrue(said.contains("and 1 more. More than chance: its lead over far"), said);
        assertTrue(!said.contains("p ="), said);
    }

    @Test
    void withOneSeedNothingIsSaidAboutChance() {
        String said = said(subject("a", 100, 1.0, 0.8), subject("b", 100, 1.0, 0.7));
        assertTrue(said.contains("a is best by AUC (0.8000)."), said);
        assertTrue(said.contains("cannot be said whether"), said);
        assertTrue(!said.contains("More than chance") && !said.contains("p ="), said);
        assertTrue(said(subject("a", 100, 1.0, 0.8)).contains("one training with one seed"));
    }

    @Test
    void calibrationIsJudgedByTheRatioOfPredictedToObserved() {
        assertTrue(
                said(subject("a", 100, 1.049, 0.8)).contains("It is calibrated on average: it predicts 1.049 times"));
        assertTrue(said(subject("a", 100, 0.94, 0.8)).contains("It is not calibrated: it predicts 0.940 times"));
        String several = said(subject("a", 100, 1.2, 0.8), subject("b", 100, 1.0, 0.7), subject("c", 100, 1.01, 0.7));
        assertTrue(
                several.contains("Calibrated on average: 2 of 3 models; the furthest off, a, predicts 1.200"), several);
        String seeds = said(subject("a", 100, 1.2, 0.8, 0.8), subject("b", 100, 1.0, 0.7, 0.7));
        assertTrue(
                seeds.contains("the furthest off, a, predicts 20.0 % too many or too few, on average of its seeds"),
                seeds);
        assertTrue(said(subject("a", 100, null, 0.8)).contains("no positive row"));
    }

    @Test
    void fewPositivesCannotTellWhetherAModelIsCalibrated() {
        assertEquals(Findings.Calibrated.MAYBE, Findings.Calibrated.of(0.8, 50));
        assertEquals(Findings.Calibrated.NO, Findings.Calibrated.of(0.8, 5000));
        assertEquals(Findings.Calibrated.YES, Findings.Calibrated.of(1.04, 50));
    }

    @Test
    void anUndefinedAucHasNoWinner() {
        String said = said(subject("a", 100, 1.0, (Double) null), subject("b", 100, 1.0, (Double) null));
        assertTrue(said.contains("AUC is undefined for all models but one at most"), said);
    }

    @Test
    void theFastestIsNamedAndWhatTheBestCosts() {
        String said = said(subject("best", 1000, 1.0, 0.8), subject("fast", 90_000, 1.0, 0.7));
        assertTrue(said.contains("fast is fastest with 90,000 training rows per second; best trains at 1,000."), said);
        assertEquals(1, said.split("Speed: ", -1).length - 1);
    }
}
