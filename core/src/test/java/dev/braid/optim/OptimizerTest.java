package dev.braid.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.braid.nn.RowTraining;
import dev.braid.tensor.NoLeaks;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every optimiser against its formula, written out in plain Java. */
@ExtendWith(NoLeaks.class)
final class OptimizerTest {
    private static final double RATE = 0.1;
    private static final double ROW_RATE = 0.05;
    private static final double BETA1 = 0.8;
    private static final double BETA2 = 0.95;
    private static final double EPSILON = 1e-3;
    private static final int[] ALL = TrainedPair.ALL_ROWS;
    private static final int K = TrainedPair.WIDTH;

    private static OptimizerOptions options(OptimizerOptions.Dense dense, OptimizerOptions.Rows rows) {
        OptimizerOptions usual = OptimizerOptions.DEFAULTS;
        boolean adam = dense == OptimizerOptions.Dense.ADAM
                || rows == OptimizerOptions.Rows.LAZY_ADAM
                || rows == OptimizerOptions.Rows.DENSE_ADAM;
        boolean divides = adam || rows == OptimizerOptions.Rows.ROWWISE_ADAGRAD;
        return new OptimizerOptions(
                dense,
                rows,
                RATE,
                ROW_RATE,
                adam ? BETA1 : usual.beta1(),
                adam ? BETA2 : usual.beta2(),
                divides ? EPSILON : usual.epsilon(),
                0,
                0,
                0);
    }

    private static OptimizerOptions plain(double l2Weights, double l2Embeddings, double clipNorm) {
        return new OptimizerOptions(
                OptimizerOptions.Dense.SGD,
                OptimizerOptions.Rows.SGD,
                RATE,
                ROW_RATE,
                OptimizerOptions.DEFAULTS.beta1(),
                OptimizerOptions.DEFAULTS.beta2(),
                OptimizerOptions.DEFAULTS.epsilon(),
                l2Weights,
                l2Embeddings,
                clipNorm);
    }

    private static double[] draw(int size, long seed) {
        return new SplittableRandom(seed).doubles(size, -1, 1).toArray();
    }

    /** Kingma and Ba's algorithm 1, as printed. */
    private static double[] adam(double[] start, double rate, List<double[]> gradients) {
        double[] x = start.clone();
        double[] m = new double[x.length];
        double[] v = new double[x.length];
        for (int t = 1; t <= gradients.size(); t++) {
            double[] g = gradients.get(t - 1);
            for (int i = 0; i < x.length; i++) {
                m[i] = BETA1 * m[i] + (1 - BETA1) * g[i];
                v[i] = BETA2 * v[i] + (1 - BETA2) * g[i] * g[i];
                double unbiasedM = m[i] / (1 - Math.pow(BETA1, t));
                double unbiasedV = v[i] / (1 - Math.pow(BETA2, t));
                x[i] -= rate * unbiasedM / (Math.sqrt(unbiasedV) + EPSILON);
            }
        }
        return x;
    }

    /** Puts gradients that stand in the order of {@code ids} in the order of the table. */
    private static double[] inTableOrder(int[] ids, double[] gradient) {
        double[] whole = new double[TrainedPair.ROWS * K];
        for (int i = 0; i < ids.length; i++) {
            System.arraycopy(gradient, i * K, whole, ids[i] * K, K);
        }
        return whole;
    }

    @Test
    void adamFollowsItsFormulaOnDenseWeightsAndOnRows() {
        try (TrainedPair pair =
                new TrainedPair(options(OptimizerOptions.Dense.ADAM, OptimizerOptions.Rows.LAZY_ADAM))) {
            double[] weight = pair.parameter("weight");
            double[] bias = pair.parameter("bias");
            double[] table = pair.table();
            List<double[]> dense = List.of(draw(K, 1), draw(K, 2), draw(K, 3));
            List<double[]> rows = List.of(draw(7 * K, 4), draw(7 * K, 5), draw(7 * K, 6));
            for (int t = 1; t <= 3; t++) {
                pair.step(t, 2, dense.get(t - 1), ALL, rows.get(t - 1));
            }
            assertArrayEquals(adam(weight, RATE, dense), pair.parameter("weight"), 1e-13);
            assertArrayEquals(adam(bias, RATE, dense), pair.parameter("bias"), 1e-13);
            List<double[]> ordered =
                    rows.stream().map(g -> inTableOrder(ALL, g)).toList();
            assertArrayEquals(adam(table, ROW_RATE, ordered), pair.table(), 1e-13);
        }
    }

    @Test
    void lazyAdamIsDenseAdamWhenEveryStepTouchesEveryRow() {
        try (TrainedPair lazy = new TrainedPair(options(OptimizerOptions.Dense.ADAM, OptimizerOptions.Rows.LAZY_ADAM));
                TrainedPair dense =
                        new TrainedPair(options(OptimizerOptions.Dense.ADAM, OptimizerOptions.Rows.DENSE_ADAM))) {
            for (int t = 1; t <= 4; t++) {
                lazy.step(t, 2, draw(K, t), ALL, draw(7 * K, 10 + t));
                dense.step(t, 2, draw(K, t), ALL, draw(7 * K, 10 + t));
            }
            assertArrayEquals(dense.table(), lazy.table(), 1e-14);
            assertArrayEquals(
                    dense.state("adam.m/embedding.t.rows"), lazy.state("lazy-adam.m/embedding.t.rows"), 1e-14);
            assertArrayEquals(
                    dense.state("adam.v/embedding.t.rows"), lazy.state("lazy-adam.v/embedding.t.rows"), 1e-14);
        }
    }

    @Test
    void denseAdamMovesUntouchedRowsByTheirMomentum() {
        try (TrainedPair pair =
                new TrainedPair(options(OptimizerOptions.Dense.ADAM, OptimizerOptions.Rows.DENSE_ADAM))) {
            double[] start = pair.table();
            double[] first = draw(7 * K, 20);
            double[] second = draw(2 * K, 21);
            pair.step(1, 1, draw(K, 1), ALL, first);
            pair.step(2, 1, draw(K, 2), new int[] {5, 1}, second);
            List<double[]> gradients = List.of(inTableOrder(ALL, first), inTableOrder(new int[] {5, 1}, second));
            assertArrayEquals(adam(start, ROW_RATE, gradients), pair.table(), 1e-13);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LAZY_ADAM", "ROWWISE_ADAGRAD", "SGD"})
    void rowsThatABatchDoesNotTouchKeepTheirBitsAndTheirStates(OptimizerOptions.Rows rows) {
        try (TrainedPair pair = new TrainedPair(options(OptimizerOptions.Dense.SGD, rows))) {
            pair.step(1, 2, draw(K, 1), ALL, draw(7 * K, 30));
            double[] table = pair.table();
            List<double[]> states = pair.stateNames().stream().map(pair::state).toList();
            int[] touched = {6, 3};
            pair.step(2, 2, draw(K, 2), touched, draw(2 * K, 31));
            requireOnlyTouched(table, pair.table(), touched);
            for (int i = 0; i < states.size(); i++) {
                requireOnlyTouched(states.get(i), pair.state(pair.stateNames().get(i)), touched);
            }
        }
    }

    private static void requireOnlyTouched(double[] before, double[] after, int[] touched) {
        int width = before.length / TrainedPair.ROWS;
        for (int i = 0; i < before.length; i++) {
            int row = i / width;
            if (Arrays.stream(touched).anyMatch(r -> r == row)) {
                assertNotEquals(before[i], after[i], "row " + row);
            } else {
                assertEquals(Double.doubleToRawLongBits(before[i]), Double.doubleToRawLongBits(after[i]), "row " + row);
            }
        }
    }

    @Test
    void rowwiseAdagradSumsTheMeanSquareOfARowAndDividesByItsRoot() {
        try (TrainedPair pair =
                new TrainedPair(options(OptimizerOptions.Dense.SGD, OptimizerOptions.Rows.ROWWISE_ADAGRAD))) {
            double[] x = pair.table();
            // Row 2: squares 1 + 4 + 4, mean 3; then 9 + 0 + 0, mean 3, sum 6.
            pair.step(1, 1, new double[K], new int[] {2}, new double[] {1, -2, 2});
            assertEquals(3, pair.state("rowwise-adagrad/embedding.t.rows")[2], 1e-15);
            pair.step(2, 1, new double[K], new int[] {2}, new double[] {3, 0, 0});
            assertEquals(6, pair.state("rowwise-adagrad/embedding.t.rows")[2], 1e-15);
            double first = ROW_RATE / (Math.sqrt(3) + EPSILON);
            double second = ROW_RATE / (Math.sqrt(6) + EPSILON);
            x[6] += -first - 3 * second;
            x[7] += 2 * first;
            x[8] += -2 * first;
            assertArrayEquals(x, pair.table(), 1e-15);
        }
    }

    @Test
    void plainDescentGoesRateTimesGradient() {
        try (TrainedPair pair = new TrainedPair(plain(0, 0, 0))) {
            double[] weight = pair.parameter("weight");
            double[] table = pair.table();
            double[] dense = draw(K, 40);
            double[] rows = draw(2 * K, 41);
            pair.step(1, 2, dense, new int[] {3, 1}, rows);
            assertArrayEquals(minus(weight, RATE, dense), pair.parameter("weight"), 1e-15);
            assertArrayEquals(minus(table, ROW_RATE, inTableOrder(new int[] {3, 1}, rows)), pair.table(), 1e-15);
        }
    }

    @Test
    void aParameterAtTenTimesTheRateMovesTenTimesAsFarAndNoOtherDoes() {
        List<double[]> gradients = List.of(draw(K, 42), draw(K, 43));
        OptimizerOptions adam = options(OptimizerOptions.Dense.ADAM, OptimizerOptions.Rows.SGD);
        for (OptimizerOptions options : List.of(plain(0, 0, 0), adam)) {
            try (TrainedPair pair = new TrainedPair(options, RowTraining.AS_OPTIONS_SAY, 10)) {
                double[] weight = pair.parameter("weight");
                double[] gate = pair.parameter("gate");
                for (int t = 1; t <= 2; t++) {
                    pair.step(t, 1, gradients.get(t - 1), new int[] {3}, new double[K]);
                }
                assertArrayEquals(moved(options, weight, RATE, gradients), pair.parameter("weight"), 1e-13);
                assertArrayEquals(moved(options, gate, 10 * RATE, gradients), pair.parameter("gate"), 1e-13);
            }
        }
    }

    private static double[] moved(OptimizerOptions options, double[] start, double rate, List<double[]> gradients) {
        return options.dense() == OptimizerOptions.Dense.ADAM
                ? adam(start, rate, gradients)
                : minus(minus(start, rate, gradients.get(0)), rate, gradients.get(1));
    }

    @Test
    void decayIsTwiceLambdaTimesTheValueOnWeightsAndTouchedRowsOnly() {
        double lambdaW = 0.3;
        double lambdaE = 0.7;
        try (TrainedPair pair = new TrainedPair(plain(lambdaW, lambdaE, 0))) {
            double[] weight = pair.parameter("weight");
            double[] bias = pair.parameter("bias");
            double[] gate = pair.parameter("gate");
            double[] table = pair.table();
            int[] touched = {5, 0};
            pair.step(1, 2, new double[K], touched, new double[2 * K]);
            assertArrayEquals(minus(weight, RATE * 2 * lambdaW, weight), pair.parameter("weight"), 1e-15);
            assertArrayEquals(bias, pair.parameter("bias"));
            assertArrayEquals(gate, pair.parameter("gate"));
            double[] expected = table.clone();
            for (int row : touched) {
                for (int i = row * K; i < (row + 1) * K; i++) {
                    expected[i] -= ROW_RATE * 2 * lambdaE * table[i];
                }
            }
            assertArrayEquals(expected, pair.table(), 1e-15);
        }
    }

    @Test
    void clippingComesAfterDecayAndCountsDenseAndRowGradientsTogether() {
        double lambdaW = 0.3;
        double lambdaE = 0.7;
        double limit = 0.5;
        int[] touched = {5, 0};
        double[] dense = draw(K, 50);
        double[] rows = draw(2 * K, 51);
        try (TrainedPair pair = new TrainedPair(plain(lambdaW, lambdaE, limit))) {
            double[] weight = pair.parameter("weight");
            double[] bias = pair.parameter("bias");
            double[] table = pair.table();
            double[] ofWeight = minus(dense, -2 * lambdaW, weight);
            double[] ofRows = inTableOrder(touched, rows);
            for (int row : touched) {
                for (int i = row * K; i < (row + 1) * K; i++) {
                    ofRows[i] += 2 * lambdaE * table[i];
                }
            }
            double norm = Math.sqrt(square(ofWeight) + 2 * square(dense) + square(ofRows));
            assertEquals(true, norm > limit, "the case must clip: " + norm);
            pair.step(1, 2, dense, touched, rows);
            assertArrayEquals(minus(weight, RATE * limit / norm, ofWeight), pair.parameter("weight"), 1e-15);
            assertArrayEquals(minus(bias, RATE * limit / norm, dense), pair.parameter("bias"), 1e-15);
            assertArrayEquals(minus(table, ROW_RATE * limit / norm, ofRows), pair.table(), 1e-15);
        }
    }

    @Test
    void gradientsWithinTheNormAreNotTouched() {
        try (TrainedPair free = new TrainedPair(plain(0, 0, 0));
                TrainedPair limited = new TrainedPair(plain(0, 0, 100))) {
            free.step(1, 1, draw(K, 60), ALL, draw(7 * K, 61));
            limited.step(1, 1, draw(K, 60), ALL, draw(7 * K, 61));
            assertArrayEquals(free.parameter("weight"), limited.parameter("weight"));
            assertArrayEquals(free.table(), limited.table());
        }
    }

    @ParameterizedTest
    @EnumSource
    void inHowManyPiecesRowsAreDividedChangesNoBit(OptimizerOptions.Rows rows) {
        try (TrainedPair one = new TrainedPair(options(OptimizerOptions.Dense.ADAM, rows));
                TrainedPair two = new TrainedPair(options(OptimizerOptions.Dense.ADAM, rows));
                TrainedPair five = new TrainedPair(options(OptimizerOptions.Dense.ADAM, rows))) {
            double[] before = one.table();
            for (int t = 1; t <= 3; t++) {
                one.step(t, 1, draw(K, t), ALL, draw(7 * K, 70 + t));
                two.step(t, 2, draw(K, t), ALL, draw(7 * K, 70 + t));
                five.step(t, 5, draw(K, t), ALL, draw(7 * K, 70 + t));
            }
            assertNotEquals(Arrays.toString(before), Arrays.toString(one.table()));
            assertArrayEquals(one.table(), two.table());
            assertArrayEquals(one.table(), five.table());
            for (String state : one.stateNames()) {
                assertArrayEquals(one.state(state), two.state(state), state);
                assertArrayEquals(one.state(state), five.state(state), state);
            }
        }
    }

    private static double[] minus(double[] x, double factor, double[] y) {
        double[] result = x.clone();
        for (int i = 0; i < x.length; i++) {
            result[i] -= factor * y[i];
        }
        return result;
    }

    private static double square(double[] x) {
        return Arrays.stream(x).map(a -> a * a).sum();
    }
}
