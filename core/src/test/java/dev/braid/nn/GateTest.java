package dev.braid.nn;

import static dev.braid.nn.LayersTest.training;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.tensor.DType;
import dev.braid.tensor.NoLeaks;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(NoLeaks.class)
class GateTest {
    private static final int ROWS = 40;

    static Stream<GateOptions> everyKind() {
        return Stream.of(
                GateOptions.DEFAULTS,
                new GateOptions(List.of(), true, 0),
                new GateOptions(List.of(6, 5), false, 0),
                new GateOptions(List.of(), false, 0.9),
                new GateOptions(List.of(6), true, 0.5));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void everyGateIsAProbabilityVector(GateOptions options) {
        for (Pass pass : List.of(Pass.evaluation(), training(5))) {
            for (int choices : new int[] {1, 2, 7}) {
                try (Scope scope = Scope.open();
                        Parameters parameters = Parameters.of(DType.F64, 1)) {
                    double[] gate = Gate.of(parameters, 4, choices, options)
                            .forward(input(), pass)
                            .toDoubles();
                    for (int b = 0; b < ROWS; b++) {
                        double[] row = Arrays.copyOfRange(gate, b * choices, (b + 1) * choices);
                        assertTrue(Arrays.stream(row).allMatch(g -> g >= 0), Arrays.toString(row));
                        assertEquals(1, Arrays.stream(row).sum(), 1e-12);
                    }
                }
            }
        }
    }

    @Test
    void aGateOverOneChoiceIsOneAlsoWhereDropoutClosedIt() {
        try (Scope scope = Scope.open();
                Parameters parameters = Parameters.of(DType.F64, 1)) {
            GateOptions options = new GateOptions(List.of(), false, 0.5);
            double[] gate = Gate.of(parameters, 4, 1, options)
                    .forward(input(), training(5))
                    .toDoubles();
            assertTrue(Arrays.stream(gate).allMatch(g -> Math.abs(g - 1) < 1e-12), Arrays.toString(gate));
        }
    }

    @Test
    void dropoutClosesItsShareOfTheChoices() {
        try (Scope scope = Scope.open();
                Parameters parameters = Parameters.of(DType.F64, 1)) {
            GateOptions options = new GateOptions(List.of(), false, 0.5);
            double[] gate = Gate.of(parameters, 4, 10, options)
                    .forward(input(), training(5))
                    .toDoubles();
            long closed = Arrays.stream(gate).filter(g -> g < 1e-9).count();
            assertEquals(0.5, (double) closed / gate.length, 0.1);
        }
    }

    @Test
    void aSingleGateIsOneTensorForAllTasks() {
        try (Scope scope = Scope.open();
                Parameters parameters = Parameters.of(DType.F64, 1)) {
            Gates gates = Gates.single(parameters, 4, 3, 2, GateOptions.DEFAULTS);
            List<Tensor> all = gates.forward(input(), Pass.evaluation());
            assertEquals(2, all.size());
            assertSame(all.get(0), all.get(1));
            assertEquals(List.of("all.weight"), List.copyOf(parameters.byName().keySet()));
        }
    }

    private static Tensor input() {
        return Tensors.of(
                DType.F64, new SplittableRandom(3).doubles(ROWS * 4, -1, 1).toArray(), ROWS, 4);
    }
}
