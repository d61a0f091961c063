package dev.braid.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.braid.catalogue.ModelEntry;
import dev.braid.catalogue.Models;
import dev.braid.nn.Parameter;
import dev.braid.objective.counterfactual.Counterfactual;
import dev.braid.tensor.DType;
import dev.braid.tensor.Gradients;
import dev.braid.tensor.NoLeaks;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gradients of every model, trained with its own objective, against central differences along a random direction in every
 * tensor: over random shapes, options, penalties and labels with gaps, with dropout and everything else of training.
 *
 * <p>What differs from the loss's own gradient on purpose has a reference of its own. The objectives that hold something fixed are linear here,
 * with their slopes by the logits ({@code CounterfactualGradientTest} checks those), and the virtual gradient of gates, which
 * is {@code DePhnVirtualGradientTest}'s, is off in training.
 */
@ExtendWith(NoLeaks.class)
class ModelGradientTest {
    /** A ReLU may have its kink inside of a wide step; a wrong gradient fits none of them. */
    private static final double[] STEPS = {1e-5, 1e-6, 1e-7};

    private static final double TOLERANCE = 1e-6;
    private static final int SEEDS = 4;

    static Stream<String> everyModel() {
        return Models.ALL.stream().map(ModelEntry::name);
    }

    @ParameterizedTest
    @MethodSource("everyModel")
    void trainingGradientsAreCentralDifferences(String name) {
        for (long seed = 0; seed < SEEDS; seed++) {
            check(new DrawnTraining(Models.named(name), seed, true));
        }
    }

    @ParameterizedTest
    @MethodSource("everyModel")
    void evaluationGradientsAreCentralDifferences(String name) {
        for (long seed = 100; seed < 100 + SEEDS / 2; seed++) {
            check(new DrawnTraining(Models.named(name), seed, false));
        }
    }

    private static void check(DrawnTraining drawn) {
        SplittableRandom random = new SplittableRandom(7);
        try (SmallModel model = drawn.model()) {
            List<double[]> input = model.input(drawn.rows, 3);
            SmallModel.Slopes slopes = model.gradients(input, drawn.pass(), drawn::loss);
            SmallModel.Loss reference = drawn.objective instanceof Counterfactual
                    ? drawn.linear(slopesByLogits(drawn, model.logits(input, drawn.pass())))
                    : drawn::loss;
            DoubleSupplier loss = () -> model.loss(input, drawn.pass(), reference);
            for (Parameter p : model.parameters.trainable()) {
                check(
                        drawn + ": " + p.name(),
                        slopes.of(p.name()),
                        p.variable().toDoubles(),
                        loss,
                        random,
                        values -> p.variable().assign(values));
            }
            for (int i = 0; i < input.size(); i++) {
                double[] table = input.get(i);
                check(
                        drawn + ": embedding " + i,
                        slopes.embeddings().get(i),
                        table.clone(),
                        loss,
                        random,
                        values -> System.arraycopy(values, 0, table, 0, table.length));
            }
        }
    }

    private static double[][] slopesByLogits(DrawnTraining drawn, double[]... logits) {
        try (Scope scope = Scope.open()) {
            List<Tensor> leaves = Stream.of(logits)
                    .map(all -> Tensors.leaf(Tensors.of(DType.F64, all, all.length)))
                    .toList();
            Tensor loss = drawn.loss(leaves.stream().map(Output::ofLogit).toList());
            List<double[]> found = new ArrayList<>();
            for (@Nullable Tensor slope : Gradients.of(loss, leaves)) {
                found.add(slope == null ? new double[drawn.rows] : slope.toDoubles());
            }
            return found.toArray(double[][]::new);
        }
    }

    private static void check(
            String what,
            double[] slopes,
            double[] at,
            DoubleSupplier loss,
            SplittableRandom random,
            Consumer<double[]> set) {
        assertEquals(at.length, slopes.length, what);
        double[] direction =
                random.ints(at.length, 0, 2).mapToDouble(x -> 2 * x - 1.0).toArray();
        double slope = 0;
        for (int i = 0; i < at.length; i++) {
            slope += slopes[i] * direction[i];
        }
        List<Double> differences = new ArrayList<>();
        for (double step : STEPS) {
            set.accept(moved(at, direction, step));
            double up = loss.getAsDouble();
            set.accept(moved(at, direction, -step));
            double down = loss.getAsDouble();
            set.accept(at);
            double difference = (up - down) / (2 * step);
            differences.add(difference);
            if (Math.abs(difference - slope) <= TOLERANCE * Math.max(1, Math.abs(difference))) {
                return;
            }
        }
        fail(what + " has gradient " + slope + ", central differences " + differences);
    }

    private static double[] moved(double[] at, double[] direction, double by) {
        double[] moved = at.clone();
        Arrays.setAll(moved, i -> at[i] + by * direction[i]);
        return moved;
    }
}
