package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadInput;
import dev.braid.metric.Direction;
import dev.braid.metric.SplitEvaluation;
import dev.braid.metric.TaskEvaluation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EarlyStoppingTest {
    private static EarlyStopping.State after(EarlyStopping stopping, double... values) {
        long step = 0;
        for (double value : values) {
            step++;
            if (stopping.improves(value)) {
                stopping.improved(value, step, 0, "crc" + step);
            } else {
                stopping.failed();
            }
        }
        return stopping.state();
    }

    private static EarlyStopping of(Direction direction, int patience) {
        return new EarlyStopping(direction, patience, EarlyStopping.State.NONE);
    }

    private static SplitEvaluation evaluation(float[] labels, double[] a, double[] b) {
        Map<String, TaskEvaluation> tasks = new LinkedHashMap<>();
        tasks.put("a", TaskEvaluation.of("all", labels, a, null, null));
        tasks.put("b", TaskEvaluation.of("all", labels, b, null, null));
        return new SplitEvaluation("validation", labels.length, tasks);
    }

    @Test
    void stopsWhenPatienceEndsAndNotBefore() {
        EarlyStopping stopping = of(Direction.HIGHER_IS_BETTER, 2);
        after(stopping, 0.6, 0.7, 0.7);
        assertFalse(stopping.exhausted(), "an equal value is no improvement, but the first");
        assertEquals(new EarlyStopping.State(0.7, 2, 0, 1, "crc2"), stopping.state());
        after(stopping, 0.69);
        assertTrue(stopping.exhausted());
    }

    @Test
    void anImprovementRenewsPatience() {
        EarlyStopping stopping = of(Direction.LOWER_IS_BETTER, 2);
        assertEquals(0, after(stopping, 0.6, 0.65, 0.5).since());
        assertFalse(stopping.exhausted());
    }

    @Test
    void patienceZeroNeverStops() {
        EarlyStopping stopping = of(Direction.HIGHER_IS_BETTER, 0);
        assertEquals(4, after(stopping, 0.9, 0.1, 0.1, 0.1, 0.1).since());
        assertFalse(stopping.exhausted());
    }

    @Test
    void aMetricIsTheMeanOverTasksOrThatOfOne() {
        float[] labels = {0, 1, 0, 1};
        SplitEvaluation evaluation =
                evaluation(labels, new double[] {0.1, 0.9, 0.2, 0.8}, new double[] {0.9, 0.1, 0.8, 0.2});
        assertEquals(0.5, StopMetric.parse("auc").of(evaluation));
        assertEquals(1, StopMetric.parse("auc:a").of(evaluation));
        assertEquals(0, StopMetric.parse("auc:b").of(evaluation));
        assertEquals(Direction.LOWER_IS_BETTER, StopMetric.parse("logloss:b").direction());
        assertEquals("logloss:b", StopMetric.parse("logloss:b").toString());
    }

    @Test
    void anUndefinedMetricIsNotANumber() {
        float[] labels = {1, 1};
        SplitEvaluation evaluation = evaluation(labels, new double[] {0.1, 0.9}, new double[] {0.9, 0.1});
        assertTrue(Double.isNaN(StopMetric.parse("auc").of(evaluation)));
        assertTrue(Double.isNaN(StopMetric.parse("auc:a").of(evaluation)));
    }

    @Test
    void unknownMetricsAndTasksAreAnswered() {
        assertTrue(assertThrows(BadInput.class, () -> StopMetric.parse("aucc"))
                .getMessage()
                .contains("did you mean 'auc'?"));
        assertTrue(
                assertThrows(BadInput.class, () -> StopMetric.parse("auc:bui").requireIn(TinyData.SCHEMA))
                        .getMessage()
                        .contains("did you mean 'buy'?"));
    }
}
