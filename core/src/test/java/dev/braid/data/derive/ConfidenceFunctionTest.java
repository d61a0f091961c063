package dev.braid.data.derive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfidenceFunctionTest {
    @Property(seed = "1")
    void bothAreOdd(@ForAll @DoubleRange(min = -20, max = 20) double c, @ForAll ConfidenceFunction function) {
        assertEquals(-function.of(c), function.of(-c));
    }

    @Property(seed = "1")
    void theRelatedOneIsAtLeastATenthAndGrows(
            @ForAll @Scale(9) @DoubleRange(min = 1e-9, max = 20) double c,
            @ForAll @Scale(3) @DoubleRange(min = 1e-3, max = 5) double more) {
        double y = ConfidenceFunction.RELATED.of(c);
        assertTrue(y >= 0.1, () -> "y_r(" + c + ") = " + y);
        assertTrue(ConfidenceFunction.RELATED.of(c + more) > y);
        assertTrue(ConfidenceFunction.RELATED.of(-c - more) < -y);
    }

    @Test
    void bothAreZeroAtZero() {
        for (ConfidenceFunction function : ConfidenceFunction.values()) {
            assertEquals(0, function.of(0));
        }
    }

    @ParameterizedTest
    @CsvSource({"3.09163425786785, 1", "6.23322691145764, -1", "9.37481956504744, 1"})
    void theUnrelatedOneChangesItsSignAtPiLessArctan(double at, int before) {
        assertTrue(before * ConfidenceFunction.UNRELATED.of(at - 1e-9) > 0);
        assertTrue(before * ConfidenceFunction.UNRELATED.of(at + 1e-9) < 0);
    }

    @ParameterizedTest
    @CsvSource({"RELATED, 1, 1.6581225439657952", "UNRELATED, 1, 1.736972200202607", "RELATED, -2, -2.936130187229285"})
    void knownValues(ConfidenceFunction function, double c, double y) {
        assertEquals(y, function.of(c), 1e-12);
    }
}
