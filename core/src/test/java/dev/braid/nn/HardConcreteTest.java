package dev.braid.nn;

import static dev.braid.nn.LayersTest.training;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.tensor.DType;
import dev.braid.tensor.Gradients;
import dev.braid.tensor.NoLeaks;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Variable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** models.md §13. */
@ExtendWith(NoLeaks.class)
class HardConcreteTest {
    private static final int GATES = 40;
    private static final int DRAWS = 5000;

    @ParameterizedTest
    @CsvSource({
        "0, 0.168178, 0.168178, 0.6666666666666666, -0.1, 1.1",
        "1, 0.069229, 0.354665, 0.6666666666666666, -0.1, 1.1",
        "0, 0.25, 0.5, 1, -1, 3", // 1 − σ(ln 3) and σ(−ln(2/2))
    })
    void gatesAreClosedAndOpenWithTheProbabilitiesOfTheDistribution(
            double logAlpha, double closed, double open, double beta, double gamma, double zeta) {
        try (Scope scope = Scope.open();
                Parameters parameters = Parameters.of(DType.F64, 1)) {
            HardConcrete gates = HardConcrete.of(
                    new HardConcreteOptions(beta, gamma, zeta), parameters, GATES, Init.constant(logAlpha));
            assertEquals(1 - closed, gates.expectedOpen().item() / GATES, 1e-6);
            double[] all = new double[GATES * DRAWS];
            for (int draw = 0; draw < DRAWS; draw++) {
                try (Scope one = Scope.open()) {
                    double[] z = gates.forward(training(draw)).toDoubles();
                    System.arraycopy(z, 0, all, draw * GATES, GATES);
                }
            }
            double sampling = 4 * Math.sqrt(open * (1 - open) / all.length); // four standard deviations
            assertEquals(closed, share(all, z -> z == 0), sampling);
            assertEquals(open, share(all, z -> z == 1), sampling);
            assertTrue(Arrays.stream(all).allMatch(z -> z >= 0 && z <= 1));
        }
    }

    private static double share(double[] values, DoublePredicate which) {
        return (double) Arrays.stream(values).filter(which).count() / values.length;
    }

    @Test
    void outsideOfTrainingGatesAreFixed() {
        try (Scope scope = Scope.open();
                Parameters parameters = Parameters.of(DType.F64, 1)) {
            HardConcrete gates = HardConcrete.of(HardConcreteOptions.DEFAULTS, parameters, 3, Init.zeros());
            assertArrayEquals(
                    new double[] {0.5, 0.5, 0.5},
                    gates.forward(Pass.evaluation()).toDoubles(),
                    1e-15);
            parameters.all().get(0).variable().assign(new double[] {-9, 9, 1});
            double[] z = gates.forward(Pass.evaluation()).toDoubles();
            assertArrayEquals(new double[] {0, 1, 1.2 / (1 + Math.exp(-1)) - 0.1}, z, 1e-15);
            assertArrayEquals(z, gates.forward(Pass.evaluation()).toDoubles());
        }
    }

    @Test
    void noiseDiffersFromStepToStepAndGateToGateButNotBetweenThePartsOfABatch() {
        try (Scope scope = Scope.open();
                Parameters parameters = Parameters.of(DType.F64, 1)) {
            HardConcrete gates = HardConcrete.of(HardConcreteOptions.DEFAULTS, parameters, GATES, Init.zeros());
            TaskCorrelation none = (measure, rows) -> new double[1][1];
            double[] first = gates.forward(Pass.training(7, 0, none)).toDoubles();
            assertArrayEquals(first, gates.forward(Pass.training(7, 1, none)).toDoubles());
            assertFalse(Arrays.equals(
                    first, gates.forward(Pass.training(8, 0, none)).toDoubles()));
            Pass pass = Pass.training(7, 0, none);
            assertArrayEquals(first, gates.forward(pass).toDoubles());
            assertFalse(Arrays.equals(first, gates.forward(pass).toDoubles()), "the next gates of the same batch");
            assertTrue(Arrays.stream(first).distinct().count() > GATES / 2);
        }
    }

    @Test
    void gradientsOfADrawAreCentralDifferences() {
        try (Scope scope = Scope.open();
                Parameters parameters = Parameters.of(DType.F64, 1)) {
            HardConcrete gates = HardConcrete.of(HardConcreteOptions.DEFAULTS, parameters, GATES, Init.normal(0, 0.5));
            Variable logAlpha = parameters.all().get(0).variable();
            Tensor slope = Gradients.of(gates.forward(training(5)).sum(), List.of(logAlpha))
                    .get(0);
            double[] slopes = Objects.requireNonNull(slope).toDoubles();
            double[] values = logAlpha.toDoubles();
            double[] z = gates.forward(training(5)).toDoubles();
            double step = 1e-6;
            for (int i = 0; i < GATES; i++) {
                double at = values[i];
                values[i] = at + step;
                logAlpha.assign(values);
                double up = gates.forward(training(5)).toDoubles()[i];
                values[i] = at - step;
                logAlpha.assign(values);
                double down = gates.forward(training(5)).toDoubles()[i];
                values[i] = at;
                assertEquals((up - down) / (2 * step), slopes[i], 1e-7);
                assertEquals(z[i] > 0 && z[i] < 1, slopes[i] != 0, "closed and open gates are flat");
            }
        }
    }

    @Test
    void nothingButTheGatesThemselvesIsTrained() {
        try (Parameters parameters = Parameters.of(DType.F64, 1)) {
            assertNotNull(HardConcrete.of(HardConcreteOptions.DEFAULTS, parameters, GATES, Init.zeros()));
            assertEquals(1, parameters.all().size());
            assertEquals(Parameter.Role.GATE, parameters.all().get(0).role());
        }
    }
}
