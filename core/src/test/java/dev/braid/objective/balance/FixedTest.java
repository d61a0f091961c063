package dev.braid.objective.balance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadInput;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FixedTest {
    @Test
    void weightsDecayFromTheSecondStepOn() {
        Fixed fixed = Fixed.of(new FixedOptions(List.of(2.0, 0.5), List.of(0.9, 1.0)), Settings.of(2));
        assertArrayEquals(new double[] {2, 0.5}, fixed.factors(1), 0);
        assertArrayEquals(new double[] {2 * Math.pow(0.9, 9), 0.5}, fixed.factors(10), 1e-15);
    }

    @Test
    void nothingGivenIsNothingChanged() {
        Fixed fixed = Fixed.of(FixedOptions.DEFAULTS, Settings.of(3));
        assertArrayEquals(new double[] {1, 1, 1}, fixed.factors(1000), 0);
    }

    @Test
    void aWrongNumberOfWeightsIsRefusedWithTheTasksNames() {
        FixedOptions two = new FixedOptions(List.of(1.0, 2.0), List.of());
        String message = assertThrows(BadInput.class, () -> Fixed.of(two, Settings.of(3)))
                .getMessage();
        assertTrue(message.startsWith("balance.weights: 2 numbers") && message.contains("t0, t1, t2"), message);
    }
}
