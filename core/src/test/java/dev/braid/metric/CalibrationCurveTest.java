package dev.braid.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CalibrationCurveTest {
    private static CalibrationCurve curve(int n, int bins, double factor) {
        Random random = new Random(7);
        float[] labels = new float[n];
        double[] probabilities = new double[n];
        for (int i = 0; i < n; i++) {
            probabilities[i] = random.nextDouble();
            labels[i] = random.nextDouble() < probabilities[i] * factor ? 1 : 0;
        }
        return CalibrationCurve.of(ScoredRows.of(labels, probabilities).ranked(), bins, Binning.EQUAL_FREQUENCY);
    }

    @Test
    void everyRowIsInOneBin() {
        CalibrationCurve curve = curve(1000, 12, 1);
        assertEquals(
                1000,
                curve.bins().stream().mapToLong(CalibrationCurve.Bin::rows).sum());
        assertEquals(12, curve.bins().size());
        for (int b = 1; b < curve.bins().size(); b++) {
            assertTrue(curve.bins().get(b).predicted() > curve.bins().get(b - 1).predicted());
        }
    }

    @Test
    void probabilitiesThatMeanWhatTheySayLieOnTheDiagonal() {
        for (CalibrationCurve.Bin bin : curve(200_000, 10, 1).bins()) {
            assertEquals(bin.predicted(), bin.observed(), 0.01);
        }
        for (CalibrationCurve.Bin bin : curve(200_000, 10, 0.5).bins()) {
            assertEquals(bin.predicted() / 2, bin.observed(), 0.01);
        }
    }

    @Test
    void theExpectedCalibrationErrorIsItsMeanDistanceFromTheDiagonal() {
        Random random = new Random(11);
        float[] labels = new float[500];
        double[] probabilities = new double[500];
        for (int i = 0; i < 500; i++) {
            probabilities[i] = random.nextInt(40) / 40.0;
            labels[i] = random.nextInt(3) == 0 ? 1 : 0;
        }
        RankedScores ranked = ScoredRows.of(labels, probabilities).ranked();
        double distance = 0;
        for (CalibrationCurve.Bin bin :
                CalibrationCurve.of(ranked, 20, Binning.EQUAL_FREQUENCY).bins()) {
            distance += bin.rows() * Math.abs(bin.predicted() - bin.observed()) / 500;
        }
        assertEquals(Calibration.ece(ranked), distance, 1e-12);
    }

    @Test
    void theIntervalIsWilsons() {
        CalibrationCurve.Bin bin = new CalibrationCurve.Bin(10, 3, 0.5); // 0.1078 to 0.6032 in Wilson's tables
        assertEquals(0.1078, bin.low(), 1e-4);
        assertEquals(0.6032, bin.high(), 1e-4);
        assertEquals(0, new CalibrationCurve.Bin(10, 0, 0.5).low());
        assertEquals(1, new CalibrationCurve.Bin(10, 10, 0.5).high());
    }

    @Test
    void noRowsGiveNoBins() {
        RankedScores none = ScoredRows.of(new float[0], new double[0]).ranked();
        assertEquals(
                List.of(), CalibrationCurve.of(none, 5, Binning.EQUAL_FREQUENCY).bins());
    }
}
