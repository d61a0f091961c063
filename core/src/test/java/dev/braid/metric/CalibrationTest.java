package dev.braid.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** PCOC, ECE and log-loss, which read scores as probabilities. */
class CalibrationTest {
    @Property(tries = 200)
    void theMeanLabelAsPredictionIsPerfectlyCalibrated(@ForAll @Size(min = 1, max = 90) boolean[] positive) {
        RankedScores ranked = constant(positive);
        Assume.that(ranked.positives() > 0);
        assertEquals(1, Calibration.pcoc(ranked), 1e-12);
        assertEquals(0, Calibration.ece(ranked), 1e-12);
        assertEquals(0, Calibration.ece(ranked, 10, Binning.EQUAL_WIDTH), 1e-12);
    }

    private static RankedScores constant(boolean[] positive) {
        float[] labels = new float[positive.length];
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            labels[i] = positive[i] ? 1 : 0;
            sum += labels[i];
        }
        double[] p = new double[labels.length];
        Arrays.fill(p, sum / labels.length);
        return ScoredRows.of(labels, p).ranked();
    }

    @Property(tries = 100)
    void perfectLabelsAsPredictionHaveNoCalibrationError(@ForAll @Size(min = 1, max = 90) boolean[] positive) {
        Slow.Rows rows = Slow.Rows.of(positive, 1, 0);
        double[] p = new double[positive.length];
        Arrays.setAll(p, i -> rows.labels()[i]);
        RankedScores ranked = ScoredRows.of(rows.labels(), p).ranked();
        assertEquals(0, Calibration.ece(ranked));
        assertEquals(0, Calibration.ece(ranked, 15, Binning.EQUAL_WIDTH));
        assertEquals(0, LogLoss.of(ranked), 1.1e-7);
    }

    @Test
    void equalFrequencyBinsKnownAnswer() {
        // two bins of two rows: |mean y − mean p| is |.5 − .2| and |.5 − .8|
        RankedScores ranked = ScoredRows.of(new float[] {0, 1, 0, 1}, new double[] {.1, .3, .7, .9})
                .ranked();
        assertEquals(.3, Calibration.ece(ranked, 2, Binning.EQUAL_FREQUENCY), 1e-15);
    }

    @Test
    void tiedRowsShareOneBin() {
        // without ties kept together, half of the .5 rows would fall in each bin and the order of rows would matter
        RankedScores ranked = ScoredRows.of(new float[] {1, 1, 0, 0, 0, 1}, new double[] {.5, .5, .5, .5, .5, .9})
                .ranked();
        // bin 0: the five .5 rows, Σp − Σy = .5; bin 1: −.1
        assertEquals((.5 + .1) / 6, Calibration.ece(ranked, 2, Binning.EQUAL_FREQUENCY), 1e-15);
    }

    @Test
    void equalWidthBinsKnownAnswer() {
        // bins [0, .5) and [.5, 1]: |.5 − .2| and |.5 − .8|; the last bin takes p = 1
        RankedScores ranked = ScoredRows.of(new float[] {0, 1, 0, 1}, new double[] {.1, .3, .6, 1})
                .ranked();
        assertEquals(.3, Calibration.ece(ranked, 2, Binning.EQUAL_WIDTH), 1e-15);
    }

    @Test
    void pcocIsPredictedOverObserved() {
        assertEquals(
                1.2,
                Calibration.pcoc(
                        ScoredRows.of(new float[] {1, 0}, new double[] {.9, .3}).ranked()),
                1e-15);
        assertTrue(Double.isNaN(Calibration.pcoc(
                ScoredRows.of(new float[] {0, 0}, new double[] {.9, .3}).ranked())));
    }

    @Test
    void loglossKnownAnswerAndClipping() {
        assertEquals(
                -(Math.log(.8) + Math.log(.7)) / 2,
                LogLoss.of(
                        ScoredRows.of(new float[] {1, 0}, new double[] {.8, .3}).ranked()),
                1e-15);
        assertEquals(
                -Math.log(1e-7),
                LogLoss.of(ScoredRows.of(new float[] {1}, new double[] {0}).ranked()),
                1e-12);
        assertEquals(
                -Math.log(1e-7),
                LogLoss.of(ScoredRows.of(new float[] {0}, new double[] {1}).ranked()),
                1e-8);
    }

    @Test
    void withoutRowsNothingIsDefined() {
        RankedScores empty = ScoredRows.of(new float[0], new double[0]).ranked();
        assertTrue(Double.isNaN(LogLoss.of(empty)));
        assertTrue(Double.isNaN(Calibration.ece(empty)));
        assertTrue(Double.isNaN(Calibration.pcoc(empty)));
    }

    @Test
    void logitsAreRefused() {
        RankedScores logits =
                ScoredRows.of(new float[] {1, 0}, new double[] {2.5, -1}).ranked();
        assertThrows(IllegalArgumentException.class, () -> LogLoss.of(logits));
        assertThrows(IllegalArgumentException.class, () -> Calibration.ece(logits));
        assertThrows(IllegalArgumentException.class, () -> Calibration.pcoc(logits));
    }
}
