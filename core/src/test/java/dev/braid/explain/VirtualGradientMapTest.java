package dev.braid.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** models.md §19, known answers. */
final class VirtualGradientMapTest {
    private static VirtualGradientMap map(String name) {
        return VirtualGradientMap.all().stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double at(VirtualGradientMap map, double x, double y) {
        return map.coefficient().get((int) Math.round(20 * y)).get((int) Math.round(20 * x));
    }

    @Test
    void thereAreEight() {
        assertEquals(
                List.of("add abs", "add cos", "add square", "add sqrt", "mul abs", "mul cos", "mul square", "mul sqrt"),
                VirtualGradientMap.all().stream().map(VirtualGradientMap::name).toList());
    }

    /** x_12 = 0.2 and 0.5 with gate differences of 0.6 and 0.7; and corners and zeros. */
    @ParameterizedTest
    @CsvSource({
        "add sqrt, 0.2, 0.6, 0.894427",
        "add sqrt, 0.5, 0.7, 0.894427",
        "add abs,  0.2, 0.6, 0.4",
        "mul abs,  0.2, 0.6, 1.52",
        "mul abs,  0.5, 0.7, 0.6",
        "mul cos,  0.2, 0.6, 1.728969",
        "mul cos,  0.5, 0.7, 0.412215",
        "add abs,  0,   0,   2",
        "add cos,  1,   1,   2",
        "add square, 0.3, 0.7, 0",
        "mul sqrt, 0.5, 1,   0",
        "mul square, 1, 0,   2"
    })
    void answersAreThoseOfTheFormulas(String name, double x, double y, double coefficient) {
        assertEquals(coefficient, at(map(name), x, y), 1e-6);
    }

    /** The mean over the unit square, by the trapezoidal rule on the grid. */
    @ParameterizedTest
    @CsvSource({
        "add abs, 0.6667", "add cos, 0.5947", "add square, 0.3333", "add sqrt, 1.0667",
        "mul abs, 1.1931", "mul cos, 1.2257", "mul square, 0.8889", "mul sqrt, 1.4740"
    })
    void meansOverTheSquareAreThoseOfTheIntegrals(String name, double mean) {
        VirtualGradientMap map = map(name);
        double sum = 0;
        for (int y = 0; y <= 20; y++) {
            for (int x = 0; x <= 20; x++) {
                double edge = (x % 20 == 0 ? 0.5 : 1) * (y % 20 == 0 ? 0.5 : 1);
                sum += edge * map.coefficient().get(y).get(x) / 400;
            }
        }
        assertEquals(mean, sum, 0.03);
    }
}
