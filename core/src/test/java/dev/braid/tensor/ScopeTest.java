package dev.braid.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeTest {
    @Test
    void aClosedScopeLeavesNothingAlive() {
        long before = Scope.live();
        try (Scope outer = Scope.open();
                Variable weight = Tensors.parameter(DType.F64, 3, 4)) {
            weight.fillNormal(0, 1, 7);
            for (int i = 0; i < 50; i++) {
                try (Scope step = Scope.open()) {
                    Tensor x = Tensors.of(DType.F64, new double[] {1, 2, 3}, 1, 3);
                    Tensor loss = x.matmul(weight).sigmoid().sum();
                    Gradients.of(loss, List.of(weight));
                    weight.copyRows(Index.of(0, 2)).fill(1);
                }
            }
        }
        assertEquals(before, Scope.live());
    }

    @Test
    void aTensorUsedAfterItsScopeIsAnExceptionThatSaysSo() {
        Tensor escaped;
        try (Scope scope = Scope.open()) {
            escaped = Tensors.zeros(DType.F32, 2);
        }
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> escaped.add(1));
        assertTrue(e.getMessage().contains("after its scope had closed"), e.getMessage());
    }

    @Test
    void aKeptTensorLivesUntilTheEnclosingScopeCloses() {
        Tensor kept;
        try (Scope outer = Scope.open()) {
            try (Scope inner = Scope.open()) {
                kept = Tensors.of(DType.F32, new float[] {1, 2}, 2);
                inner.keep(kept);
            }
            assertArrayEquals(new double[] {1, 2}, kept.toDoubles());
        }
        assertThrows(IllegalStateException.class, kept::toDoubles);
    }

    @Test
    void workOutsideOfAnyScopeIsRefused() {
        assertThrows(IllegalStateException.class, () -> Tensors.zeros(DType.F32, 2));
    }

    @Test
    void aClosedVariableIsAnException() {
        Variable weight = Tensors.parameter(DType.F32, 2);
        weight.close();
        weight.close();
        assertThrows(IllegalStateException.class, () -> weight.fill(1));
    }
}
