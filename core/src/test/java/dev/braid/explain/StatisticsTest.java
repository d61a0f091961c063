package dev.braid.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.nn.Trace;
import dev.braid.tensor.DType;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StatisticsTest {
    private static final double ROUNDING = 1e-12;

    private Scope scope;

    @BeforeEach
    @SuppressWarnings("MustBeClosedChecker") // closed after each test
    void openScope() {
        scope = Scope.open();
    }

    @AfterEach
    void closeScope() {
        scope.close();
    }

    private static Tensor tensor(double[] values, long... shape) {
        return Tensors.of(DType.F64, values, shape);
    }

    private static Trace.Gate gate(String reader, int choices, double... weights) {
        return new Trace.Gate(
                "", reader, Trace.numbered("expert", choices), tensor(weights, weights.length / choices, choices));
    }

    @Test
    void aGateIsSummedUpRowByRow() {
        GateStatistics statistics = new GateStatistics();
        statistics.add(gate("task.0", 2, 0.2, 0.8, 0.6, 0.4));
        statistics.add(gate("task.0", 2, 1, 0));
        GateSummary summary = statistics.summaries().get(0);
        assertEquals(0.6, summary.mean().get(0), ROUNDING);
        assertEquals(Math.sqrt((0.16 + 0 + 0.16) / 3), summary.deviation().get(0), ROUNDING);
        assertEquals(2.0 / 3, summary.largest().get(0), ROUNDING);
        assertEquals(summary.mean().get(1), summary.share().get(1), ROUNDING);
        double h1 = -(0.2 * Math.log(0.2) + 0.8 * Math.log(0.8)) / Math.log(2);
        double h2 = -(0.6 * Math.log(0.6) + 0.4 * Math.log(0.4)) / Math.log(2);
        assertEquals((h1 + h2) / 3, summary.entropy(), ROUNDING);
        assertFalse(summary.sameForAllRows());
    }

    @Test
    void sumsOfPartsAreTheSumsOfAll() {
        double[] weights = new Random(1).doubles(30, -1, 1).toArray();
        GateStatistics all = new GateStatistics();
        all.add(gate("task.0", 3, weights));
        GateStatistics merged = new GateStatistics();
        for (int part = 0; part < 2; part++) {
            GateStatistics own = new GateStatistics();
            own.add(gate("task.0", 3, java.util.Arrays.copyOfRange(weights, part * 15, part * 15 + 15)));
            merged.add(own);
        }
        GateSummary expected = all.summaries().get(0);
        GateSummary found = merged.summaries().get(0);
        for (int i = 0; i < 3; i++) {
            assertEquals(expected.mean().get(i), found.mean().get(i), ROUNDING);
            assertEquals(expected.deviation().get(i), found.deviation().get(i), ROUNDING);
            assertEquals(expected.share().get(i), found.share().get(i), ROUNDING);
        }
        assertEquals(expected.largest(), found.largest());
        assertEquals(expected.entropy(), found.entropy(), ROUNDING);
    }

    @Test
    void weightsThatAreTheSameForAllRowsHaveNoDeviation() {
        GateStatistics statistics = new GateStatistics();
        for (int i = 0; i < 5; i++) {
            statistics.add(gate("task.0", 3, 0.1, -0.3, 1.7));
        }
        GateSummary summary = statistics.summaries().get(0);
        assertTrue(summary.sameForAllRows());
        assertEquals(List.of(0.0, 0.0, 0.0), summary.deviation());
        assertEquals(0.3 / 2.1, summary.share().get(1), ROUNDING);
        assertEquals(List.of(0.0, 0.0, 1.0), summary.largest());
    }

    private static ExpertSummary experts(double[] outputs, int n, int rows, Trace.Gate... gates) {
        ExpertSample sample = new ExpertSample(100, rows);
        sample.add(new Trace.Experts(
                "", Trace.numbered("expert", n), tensor(outputs, n, rows, outputs.length / n / rows)));
        GateStatistics statistics = new GateStatistics();
        List.of(gates).forEach(statistics::add);
        return sample.summaries(statistics.summaries()).get(0);
    }

    @Test
    void aDeadExpertHasNoActiveUnitAndNoSimilarityAndAnUnusedOneNoUtilisation() {
        double[] outputs = {1, 2, 3, 0, 5, 1, /* dead: */ 0, 0, 0, 0, 0, 0};
        ExpertSummary summary =
                experts(outputs, 2, 3, gate("task.0", 2, 1, 0, 1, 0, 1, 0), gate("task.1", 2, 0.5, 0.5, 1, 0, 1, 0));
        assertEquals(List.of(1.0, 0.0), summary.active());
        assertEquals(0, summary.magnitude().get(1));
        assertNull(summary.similarity().get(0).get(1));
        assertNull(summary.similarity().get(1).get(1));
        assertEquals(1 - 1.0 / 12, summary.utilisation().get(0), ROUNDING);
        assertEquals(1.0 / 12, summary.utilisation().get(1), ROUNDING);
    }

    @Test
    void anExpertIsUsedThroughAllItsMappings() {
        Trace.Gate slots = new Trace.Gate(
                "",
                "task.0",
                List.of("expert.0.identity", "expert.0.sin", "expert.1.identity", "expert.1.sin"),
                tensor(new double[] {2, -1, 0.5, 0.5}, 1, 4));
        ExpertSummary summary = experts(new double[] {1, 2, 3, 4}, 2, 2, slots);
        assertEquals(List.of(0.75, 0.25), summary.utilisation());
    }

    @Test
    void expertsAreComparedRowByRow() {
        double[] outputs = {1, 1, -1, -1, /* orthogonal: */ 1, -1, 1, -1};
        List<List<Double>> similarity = experts(outputs, 2, 4).similarity();
        assertEquals(1, similarity.get(0).get(0), ROUNDING);
        assertEquals(-0.5, similarity.get(0).get(1), ROUNDING);
        assertEquals(-0.5, similarity.get(1).get(0), ROUNDING);
    }

    /** 3 batches of 4 rows, of which 6 are kept: every second. What happens in the others counts for the rest. */
    @Test
    void similarityIsThatOfRowsSpreadOverAllAndTheRestIsThatOfEveryRow() {
        double[] first = {9, 1, 9, 1, 9, -1, 9, -1, 0, 2, 0, 3};
        double[] second = {0, 1, 0, 1, 0, -1, 0, -1, 7, 2, 7, 3};
        double[] third = {0, 5, 0, 5, 0, 5, 0, 5, 0, 5, 1, 5}; // varies, but not on the rows that are kept
        ExpertSample sample = new ExpertSample(6, 12);
        for (int batch = 0; batch < 3; batch++) {
            double[] outputs = new double[12];
            System.arraycopy(first, 4 * batch, outputs, 0, 4);
            System.arraycopy(second, 4 * batch, outputs, 4, 4);
            System.arraycopy(third, 4 * batch, outputs, 8, 4);
            sample.add(new Trace.Experts("", Trace.numbered("expert", 3), tensor(outputs, 3, 4, 1)));
        }
        ExpertSummary summary = sample.summaries(List.of()).get(0);
        assertEquals(1, summary.similarity().get(0).get(1), ROUNDING);
        assertNull(summary.similarity().get(0).get(2));
        assertEquals(List.of(1.0, 1.0, 1.0), summary.active());
        assertEquals(Math.sqrt((6 * 25 + 1) / 12.0), summary.magnitude().get(2), ROUNDING);
    }

    @Test
    void partsAreSharesOfAbsoluteActivation() {
        PartStatistics statistics = new PartStatistics();
        statistics.add(new Trace.Part("", "task.0", "public", tensor(new double[] {3, -3}, 2)));
        statistics.add(new Trace.Part("", "task.0", "private", tensor(new double[] {-1, 1}, 2)));
        PartSummary summary = statistics.summaries().get(0);
        assertEquals(List.of("public", "private"), summary.parts());
        assertEquals(0.75, summary.share(0), ROUNDING);
    }

    @Test
    void namesAreThoseOfTheTasks() {
        Names names = new Names(List.of("click", "buy"));
        assertEquals("buy expert 0", names.of("task.1.expert.0"));
        assertEquals("head 2", names.of("task.2"));
        assertEquals("shared expert 1", names.of("shared.expert.1"));
        assertEquals("", names.of(""));
    }
}
