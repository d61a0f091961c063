package dev.braid.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.braid.tensor.DType;
import dev.braid.tensor.NoLeaks;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class SoftSelectionGateTest {
    private static final double[] ATTENDED = {1.1, -2.3, 0.7};
    private static final double[] RAW = {0.2, 0.4, -0.9};

    @Test
    void zeroSelectsTheRawEmbeddingsAndOneTheAttended() {
        assertArrayEquals(RAW, selected(SoftSelectionGate.Kind.RAW, 0, 0, 0));
        assertArrayEquals(ATTENDED, selected(SoftSelectionGate.Kind.RAW, 1, 1, 1));
        assertArrayEquals(
                new double[] {ATTENDED[0], RAW[1], ATTENDED[2]}, selected(SoftSelectionGate.Kind.RAW, 1, 0, 1));
    }

    @Test
    void bothKindsBeginHalfway() {
        double[] half = {0.65, -0.95, -0.1};
        assertArrayEquals(half, selected(SoftSelectionGate.Kind.RAW), 1e-12);
        assertArrayEquals(half, selected(SoftSelectionGate.Kind.SIGMOID), 1e-12);
    }

    @Test
    void withoutAGateTheRawEmbeddingsPass() {
        assertArrayEquals(RAW, selected(SoftSelectionGate.Kind.OFF));
    }

    @Test
    void aRawGateMayLeaveTheUnitInterval() {
        assertArrayEquals(new double[] {2.0, 0.4, -0.9}, selected(SoftSelectionGate.Kind.RAW, 2, 0, 0), 1e-12);
    }

    @Test
    void aSigmoidGateStaysBetweenBoth() {
        assertArrayEquals(ATTENDED, selected(SoftSelectionGate.Kind.SIGMOID, 50, 50, 50), 1e-12);
    }

    /** With the given gate, or with the initial one. */
    private static double[] selected(SoftSelectionGate.Kind kind, double... gate) {
        try (Parameters parameters = Parameters.of(DType.F64, 1);
                Scope scope = Scope.open()) {
            SoftSelectionGate selection = SoftSelectionGate.of(parameters, 3, kind);
            if (gate.length > 0) {
                parameters.all().get(0).variable().assign(gate);
            }
            return selection
                    .forward(Tensors.of(DType.F64, ATTENDED, 1, 3), Tensors.of(DType.F64, RAW, 1, 3), Pass.evaluation())
                    .toDoubles();
        }
    }
}
