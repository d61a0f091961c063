package dev.braid.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.braid.tensor.DType;
import dev.braid.tensor.NoLeaks;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class ResidualMlpTest {
    private static final double[] X = {0.5, -1, 2, 0.1, 0.2, -0.3};

    @Test
    void zeroWeightsLeaveTheInputOfLayersThatKeepTheWidth() {
        try (Parameters parameters = Parameters.of(DType.F64, 1);
                Scope scope = Scope.open()) {
            ResidualMlp mlp = ResidualMlp.of(parameters, 3, MlpOptions.of(3, 3), Residual.VECTOR);
            parameters.all().stream().filter(p -> p.name().endsWith("weight")).forEach(p -> p.variable()
                    .fill(0));
            assertArrayEquals(
                    X,
                    mlp.forward(Tensors.of(DType.F64, X, 2, 3), Pass.evaluation())
                            .toDoubles());
        }
    }

    @Test
    void withoutLinksItIsThePlainMlp() {
        try (Parameters residual = Parameters.of(DType.F64, 1);
                Parameters plain = Parameters.of(DType.F64, 1);
                Scope scope = Scope.open()) {
            ResidualMlp mlp = ResidualMlp.of(residual, 3, MlpOptions.of(4, 4, 2), Residual.SCALAR);
            Mlp other = Mlp.of(plain, 3, MlpOptions.of(4, 4, 2));
            residual.all().stream().filter(p -> p.name().endsWith("residual")).forEach(p -> p.variable()
                    .fill(0));
            var x = Tensors.of(DType.F64, X, 2, 3);
            assertArrayEquals(
                    other.forward(x, Pass.evaluation()).toDoubles(),
                    mlp.forward(x, Pass.evaluation()).toDoubles());
            assertEquals(plain.count() + 1, residual.count(), "one link: 4 to 4");
        }
    }
}
