package dev.braid.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GradientsTest {
    private static final double H = 1e-5;

    /** Every differentiable operation of the facade, on x [3, 4] with values away from kinks. */
    private static Map<String, UnaryOperator<Tensor>> operations(Tensor y) {
        Map<String, UnaryOperator<Tensor>> all = new LinkedHashMap<>();
        all.put("add", x -> x.add(y).mul(x));
        all.put("addScalar", x -> x.add(2).square());
        all.put("sub", x -> y.sub(x).square());
        all.put("mul", x -> x.mul(y));
        all.put("mulScalar", x -> x.mul(-3));
        all.put("div", x -> y.div(x));
        all.put("broadcast", x -> x.mul(x.narrow(0, 0, 1)));
        all.put("neg", Tensor::neg);
        all.put("abs", Tensor::abs);
        all.put("square", Tensor::square);
        all.put("power", x -> x.power(3));
        all.put("sqrt", x -> x.square().add(1).sqrt());
        all.put("exp", Tensor::exp);
        all.put("log", x -> x.square().log());
        all.put("log1p", x -> x.square().log1p());
        all.put("sin", Tensor::sin);
        all.put("cos", Tensor::cos);
        all.put("tanh", Tensor::tanh);
        all.put("sigmoid", Tensor::sigmoid);
        all.put("softplus", Tensor::softplus);
        all.put("relu", Tensor::relu);
        all.put("clamp", x -> x.clamp(-0.45, 0.45));
        all.put("binaryCrossEntropy", x -> x.binaryCrossEntropy(y.sigmoid().stopGradient()));
        all.put("sumDim", x -> x.sum(0).square());
        all.put("mean", x -> x.mean().square());
        all.put("meanDim", x -> x.mean(1).square());
        all.put("softmax", x -> x.softmax(1).square());
        all.put("matmul", x -> x.matmul(y.transpose(0, 1)).square());
        all.put(
                "batchedMatmul",
                x -> x.reshape(2, 3, 2).batchedMatmul(x.reshape(2, 2, 3)).square());
        all.put("affine", x -> x.affine(y.transpose(0, 1), y.narrow(1, 0, 1).squeeze(1))
                .square());
        all.put("reshape", x -> x.reshape(4, -1).square());
        all.put("unsqueeze", x -> x.unsqueeze(1).square());
        all.put("expand", x -> x.narrow(1, 0, 1).expand(3, 4).mul(y));
        all.put("rows", x -> x.rows(Index.of(2, 0, 2)).square());
        all.put("select", x -> x.select(1, Index.of(3, 3, 1)).square());
        all.put("selectOne", x -> x.select(1, 2).square());
        all.put("concat", x -> Tensors.concat(1, List.of(x, x.square())).square());
        all.put("stack", x -> Tensors.stack(0, List.of(x, x.square())).square());
        all.put("dropout", x -> x.dropout(0.4, 11).square());
        return all;
    }

    @TestFactory
    Stream<DynamicTest> everyOperationMatchesCentralDifferences() {
        double[] values = new SplittableRandom(5).doubles(12, -1, 1).toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] += Math.signum(values[i]) * 0.05;
        }
        return operations0().stream().map(name -> DynamicTest.dynamicTest(name, () -> check(name, values)));
    }

    private static List<String> operations0() {
        try (Scope scope = Scope.open()) {
            return List.copyOf(operations(Tensors.zeros(DType.F64, 3, 4)).keySet());
        }
    }

    private static double loss(String operation, double[] values) {
        try (Scope scope = Scope.open()) {
            return lossTensor(operation, Tensors.of(DType.F64, values, 3, 4)).item();
        }
    }

    private static Tensor lossTensor(String operation, Tensor x) {
        double[] other = new SplittableRandom(6).doubles(12, 0.5, 1.5).toArray();
        UnaryOperator<Tensor> f = Objects.requireNonNull(
                operations(Tensors.of(DType.F64, other, 3, 4)).get(operation));
        return f.apply(x).sum();
    }

    private static void check(String operation, double[] values) {
        double[] analytic;
        try (Scope scope = Scope.open()) {
            Tensor x = Tensors.leaf(Tensors.of(DType.F64, values, 3, 4));
            analytic = Objects.requireNonNull(
                            Gradients.of(lossTensor(operation, x), List.of(x)).get(0))
                    .toDoubles();
        }
        for (int i = 0; i < values.length; i++) {
            double[] up = values.clone();
            double[] down = values.clone();
            up[i] += H;
            down[i] -= H;
            double numeric = (loss(operation, up) - loss(operation, down)) / (2 * H);
            assertEquals(numeric, analytic[i], 1e-6 * Math.max(1, Math.abs(numeric)), operation + " element " + i);
        }
    }

    @Test
    void gradScaleKeepsEveryBitForwardAndMultipliesBackward() {
        try (Scope scope = Scope.open()) {
            double[] values = {0.1, -0.0, 1e-300, -7.25};
            Tensor x = Tensors.leaf(Tensors.of(DType.F64, values, 4));
            Tensor c = Tensors.of(DType.F64, new double[] {2, 0, -1, 0.5}, 4);
            Tensor y = x.gradScale(c);
            assertArrayEquals(values, y.toDoubles());
            assertEquals(Double.doubleToRawLongBits(-0.0), Double.doubleToRawLongBits(y.toDoubles()[1]));
            Tensor gradient = Objects.requireNonNull(
                    Gradients.of(y.mul(3).sum(), List.of(x)).get(0));
            assertArrayEquals(new double[] {6, 0, -3, 1.5}, gradient.toDoubles());
        }
    }

    @Test
    void gradScaleInsideAGraphScalesOnlyItsOwnPath() {
        try (Scope scope = Scope.open()) {
            Tensor x = Tensors.leaf(Tensors.of(DType.F64, new double[] {2}, 1));
            Tensor inner = x.square(); // dx = 2x = 4
            Tensor scaled = inner.gradScale(Tensors.of(DType.F64, new double[] {10}, 1));
            Tensor twice = scaled.mul(5).gradScale(Tensors.of(DType.F64, new double[] {0.5}, 1));
            Tensor loss = twice.add(x).sum(); // 0.5 * 5 * 10 * 4 + 1
            assertArrayEquals(
                    new double[] {101},
                    Objects.requireNonNull(Gradients.of(loss, List.of(x)).get(0))
                            .toDoubles());
        }
    }

    @Test
    void whatTheLossDoesNotDependOnHasNoGradient() {
        try (Scope scope = Scope.open()) {
            Tensor x = Tensors.leaf(Tensors.zeros(DType.F64, 2));
            Tensor y = Tensors.leaf(Tensors.zeros(DType.F64, 2));
            assertNull(Gradients.of(x.sum(), List.of(x, y)).get(1));
        }
    }

    @Test
    void sumByRowIsTheTransposeOfALookup() {
        try (Scope scope = Scope.open()) {
            Tensor arriving = Tensors.of(DType.F64, new double[] {1, 2, 3, 4, 5, 6}, 3, 2);
            Tensor summed = Tensors.sumByRow(arriving, Index.of(1, 0, 1), 3);
            assertArrayEquals(new double[] {3, 4, 6, 8, 0, 0}, summed.toDoubles());
        }
    }

    @Test
    void mismatchedShapesNameTheOperationAndBothShapes() {
        try (Scope scope = Scope.open()) {
            Tensor a = Tensors.zeros(DType.F32, 2, 3);
            ShapeMismatch e = assertThrows(ShapeMismatch.class, () -> a.matmul(a));
            assertEquals("matmul: wants [n, m] and [m, p], got [2, 3] and [2, 3]", e.getMessage());
            assertThrows(ShapeMismatch.class, () -> a.add(Tensors.zeros(DType.F32, 2, 2)));
            assertThrows(IllegalArgumentException.class, () -> a.add(Tensors.zeros(DType.F64, 2, 3)));
            assertThrows(IllegalArgumentException.class, () -> a.rows(Index.of(2)));
        }
    }
}
