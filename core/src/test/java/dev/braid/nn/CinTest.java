package dev.braid.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.braid.tensor.DType;
import dev.braid.tensor.NoLeaks;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** The compressed interaction network against its sums, written out in plain Java. */
@AddLifecycleHook(NoLeaks.class)
class CinTest {
    private static final int ROWS = 2;

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void everyPooledMapIsItsFormula(
            @ForAll @IntRange(min = 1, max = 4) int fields,
            @ForAll @IntRange(min = 1, max = 3) int k,
            @ForAll @Size(min = 1, max = 3) List<@IntRange(min = 1, max = 3) Integer> halves,
            @ForAll boolean splitHalf,
            @ForAll boolean relu) {
        List<Integer> maps = halves.stream().map(h -> splitHalf ? 2 * h : h).toList();
        CinOptions options =
                new CinOptions(maps, relu ? Activation.RELU : Activation.IDENTITY, splitHalf && maps.size() > 1);
        double[] e =
                new SplittableRandom(7).doubles((long) ROWS * fields * k, -1, 1).toArray();
        try (Parameters parameters = Parameters.of(DType.F64, 3);
                Scope scope = Scope.open()) {
            Cin cin = Cin.of(parameters, fields, options);
            double[] pooled =
                    cin.forward(Tensors.of(DType.F64, e, ROWS, fields, k)).toDoubles();
            assertEquals(ROWS * options.pooled(), pooled.length);
            List<Double> expected = new ArrayList<>();
            for (int b = 0; b < ROWS; b++) {
                double[][] x0 = new double[fields][];
                for (int i = 0; i < fields; i++) {
                    int at = (b * fields + i) * k;
                    x0[i] = Arrays.copyOfRange(e, at, at + k);
                }
                expected.addAll(pooled(x0, options, parameters));
            }
            assertArrayEquals(expected.stream().mapToDouble(Double::doubleValue).toArray(), pooled, 1e-12);
        }
    }

    private static List<Double> pooled(double[][] x0, CinOptions options, Parameters parameters) {
        List<Double> pooled = new ArrayList<>();
        double[][] x = x0;
        for (int m = 0; m < options.maps().size(); m++) {
            double[] w = parameters.byName().get(m + ".weight").variable().toDoubles();
            int maps = options.maps().get(m);
            double[][] next = new double[maps][x0[0].length];
            for (int h = 0; h < maps; h++) {
                for (int i = 0; i < x.length; i++) {
                    for (int j = 0; j < x0.length; j++) {
                        for (int d = 0; d < x0[0].length; d++) {
                            next[h][d] += w[(i * x0.length + j) * maps + h] * x[i][d] * x0[j][d];
                        }
                    }
                }
                if (options.activation() == Activation.RELU) {
                    next[h] = Arrays.stream(next[h]).map(v -> Math.max(v, 0)).toArray();
                }
            }
            boolean last = m == options.maps().size() - 1;
            boolean split = options.splitHalf() && !last;
            for (int h = split ? maps / 2 : 0; h < maps; h++) {
                pooled.add(Arrays.stream(next[h]).sum());
            }
            x = split ? Arrays.copyOf(next, maps / 2) : next;
        }
        return pooled;
    }
}
