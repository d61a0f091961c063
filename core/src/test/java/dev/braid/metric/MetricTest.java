package dev.braid.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadInput;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MetricTest {
    @Test
    void everyMetricIsFoundByItsName() {
        for (Metric metric : Metric.values()) {
            assertSame(metric, Metric.named(metric.label()));
        }
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNearest() {
        BadInput fault = assertThrows(BadInput.class, () -> Metric.named("loglos"));
        assertTrue(
                fault.getMessage().startsWith("no metric is named 'loglos'; did you mean 'logloss'?"),
                fault.getMessage());
    }

    @Test
    void directionsDecideWhatIsBetter() {
        assertTrue(Metric.AUC.direction().better(.8, .7));
        assertFalse(Metric.AUC.direction().better(.7, .7));
        assertTrue(Metric.LOGLOSS.direction().better(.1, .2));
        assertTrue(Metric.PCOC.direction().better(1.1, .8));
        assertFalse(Metric.PCOC.direction().better(1.3, .8));
    }

    @Test
    void aMarginHasToBeExceeded() {
        assertFalse(Direction.HIGHER_IS_BETTER.better(.75, .7, .1));
        assertTrue(Direction.HIGHER_IS_BETTER.better(.85, .7, .1));
    }

    @Test
    void undefinedNeverWinsAndAlwaysLoses() {
        for (Direction direction : Direction.values()) {
            assertFalse(direction.better(Double.NaN, .5));
            assertFalse(direction.better(Double.NaN, Double.NaN));
            assertTrue(direction.better(.5, Double.NaN));
        }
    }

    @Test
    void eachMetricReadsItsOwnColumn() {
        TaskEvaluation e = new TaskEvaluation("all", 9, 3, 1.0, 2.0, 3.0, 99.0, 4.0, 5.0, 6.0, 7.0, 8.0);
        double[] read = Arrays.stream(Metric.values()).mapToDouble(m -> m.of(e)).toArray();
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, read);
    }
}
