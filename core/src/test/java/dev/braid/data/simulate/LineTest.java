package dev.braid.data.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LineTest {
    @Test
    void cellsAreSeparatedByCommas() {
        assertEquals(
                "u1,,text,-7",
                new Line().cell("u", 1).empty().cell("text").cell(-7).toString());
    }

    @Test
    void numbersAreRoundedToTheDecimalsAskedFor() {
        assertEquals("0.000", new Line().cell(-0.0001, 1000).toString());
        assertEquals("0.005", new Line().cell(0.005, 1000).toString());
        assertEquals("-1.050", new Line().cell(-1.05, 1000).toString());
        assertEquals("12.30", new Line().cell(12.3, 100).toString());
        assertEquals("1.000", new Line().cell(0.9999, 1000).toString());
        assertEquals("0.000000001", new Line().cell(1e-9, 1_000_000_000).toString());
    }

    @Test
    void numbersAgreeWithExactRounding() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 2000; i++) {
            double value = 50 * random.nextGaussian();
            BigDecimal exact = new BigDecimal(value).setScale(3, RoundingMode.HALF_UP);
            assertEquals(
                    0,
                    exact.compareTo(new BigDecimal(new Line().cell(value, 1000).toString())),
                    "" + value);
        }
    }
}
