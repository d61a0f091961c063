package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.catalogue.Models;
import dev.braid.data.Batch;
import dev.braid.data.BatchStream;
import dev.braid.data.ReadOptions;
import dev.braid.data.Split;
import dev.braid.model.SharedBottomOptions;
import dev.braid.nn.EmbeddingOptions;
import dev.braid.objective.TaskObjective;
import dev.braid.objective.balance.BalancerSetting;
import dev.braid.objective.balance.Equal;
import dev.braid.objective.balance.EqualOptions;
import dev.braid.optim.OptimizerOptions;
import dev.braid.options.OptionReader;
import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import dev.braid.tensor.DType;
import dev.braid.tensor.Engine;
import dev.braid.tensor.NoLeaks;
import dev.braid.tensor.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps on small batches: what may change their outcome, and what must not. */
@ExtendWith(NoLeaks.class)
final class TrainingStepTest {
    private static final int B = 23;
    private static final List<Batch> BATCHES = batches(B, 2);

    private final int threadsBefore = Engine.threads();

    @AfterEach
    void restoreThreads() {
        Engine.threads(threadsBefore);
    }

    private static List<Batch> batches(int rows, int count) {
        List<Batch> batches = new ArrayList<>();
        try (BatchStream stream = TinyData.of(3, rows * count, 1, 1).read(Split.TRAIN, ReadOptions.inOrder(rows))) {
            for (int i = 0; i < count; i++) {
                batches.add(Objects.requireNonNull(stream.next()));
            }
        }
        return batches;
    }

    /** Large ε, so that Adam does not turn a rounding error of a gradient near 0 into a step. */
    private static OptimizerOptions options(OptimizerOptions.Dense dense, OptimizerOptions.Rows rows) {
        boolean divides = dense != OptimizerOptions.Dense.SGD || rows != OptimizerOptions.Rows.SGD;
        return new OptimizerOptions(dense, rows, 0.1, 0, 0.9, 0.999, divides ? 0.1 : 1e-8, 1e-3, 1e-3, 0);
    }

    private static OptimizerOptions sgd() {
        return options(OptimizerOptions.Dense.SGD, OptimizerOptions.Rows.SGD);
    }

    private static Network network(Schema schema, DType dtype, int threads) {
        SharedBottomOptions options = OptionReader.of(
                        List.of("bottom.hidden=8", "tower.hidden=6", "bottom.dropout=0", "tower.dropout=0"))
                .read(Models.SHARED_BOTTOM.defaults());
        Engine.threads(threads);
        return Network.create(
                new ModelChoice<>(Models.SHARED_BOTTOM, options),
                new EmbeddingOptions(4, EmbeddingOptions.NumericFields.PER_FEATURE),
                schema,
                dtype,
                17);
    }

    /**
     * What a training left behind.
     *
     * @param start weights before
     * @param end weights after
     * @param losses of every step
     */
    private record Trained(SortedMap<String, double[]> start, SortedMap<String, double[]> end, List<StepLoss> losses) {}

    private static Trained train(
            Network network, OptimizerOptions options, Engine.Precision precision, int partRows, List<Batch> batches) {
        try (TrainingStep step = new TrainingStep(
                network,
                new TaskObjective(network.schema()),
                Equal.of(EqualOptions.DEFAULTS, new BalancerSetting(network.schema(), 0.1, 1, 29)),
                options,
                precision,
                partRows,
                TinyData.of(3, 1, 1, 1).labelCorrelations(),
                29)) {
            SortedMap<String, double[]> start = weights(network);
            List<StepLoss> losses = new ArrayList<>();
            for (Batch batch : batches) {
                losses.add(step.run(batch, network.lookup(batch), losses.size() + 1));
            }
            return new Trained(start, weights(network), losses);
        }
    }

    private static Trained train(OptimizerOptions options, int partRows, int threads) {
        try (Network network = network(TinyData.SCHEMA, DType.F64, threads)) {
            return train(network, options, Engine.Precision.FP32, partRows, BATCHES);
        }
    }

    private static SortedMap<String, double[]> weights(Network network) {
        SortedMap<String, double[]> values = new TreeMap<>();
        for (var weight : network.weights().entrySet()) {
            Variable variable = weight.getValue();
            values.put(weight.getKey(), variable.toDoubles());
        }
        return values;
    }

    private static void requireEqual(
            SortedMap<String, double[]> expected, SortedMap<String, double[]> actual, double tolerance) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, values) -> assertArrayEquals(values, actual.get(name), tolerance, name));
    }

    private static void requireSameBits(SortedMap<String, double[]> expected, SortedMap<String, double[]> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, values) -> assertArrayEquals(bits(values), bits(actual.get(name)), name));
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    @ParameterizedTest
    @EnumSource
    void partsAndThreadsChangeNothingButRounding(OptimizerOptions.Rows rows) {
        OptimizerOptions options = options(
                rows == OptimizerOptions.Rows.SGD ? OptimizerOptions.Dense.SGD : OptimizerOptions.Dense.ADAM, rows);
        Trained whole = train(options, B, 1);
        whole.start()
                .forEach((name, start) ->
                        assertFalse(Arrays.equals(start, whole.end().get(name)), name + " did not learn"));
        for (int threads : new int[] {1, 2}) {
            for (int partRows : new int[] {1, 3, B}) {
                Trained divided = train(options, partRows, threads);
                requireEqual(whole.end(), divided.end(), 1e-12);
                for (int i = 0; i < BATCHES.size(); i++) {
                    for (int t = 0; t < 2; t++) {
                        StepLoss.TaskLoss expected =
                                whole.losses().get(i).tasks().get(t);
                        StepLoss.TaskLoss actual =
                                divided.losses().get(i).tasks().get(t);
                        assertEquals(expected.rows(), actual.rows());
                        assertEquals(expected.loss(), actual.loss(), 1e-12);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theSameNumberOfThreadsGivesTheSameBits(int threads) {
        OptimizerOptions options = options(OptimizerOptions.Dense.ADAM, OptimizerOptions.Rows.LAZY_ADAM);
        Trained first = train(options, 3, threads);
        for (int i = 0; i < 3; i++) {
            requireSameBits(first.end(), train(options, 3, threads).end());
        }
    }

    private static Trained inSinglePrecision(Engine.Precision precision) {
        try (Network network = network(TinyData.SCHEMA, DType.F32, 2)) {
            Trained trained = train(network, sgd(), precision, 3, BATCHES);
            network.weights().forEach((name, v) -> assertEquals(DType.F32, v.dtype(), name));
            return trained;
        }
    }

    @Test
    void halfPrecisionRoundsProductsAndNotWeights() {
        Trained single = inSinglePrecision(Engine.Precision.FP32);
        Trained half = inSinglePrecision(Engine.Precision.BF16);
        requireSameBits(single.start(), half.start());
        double apart = 0;
        double moved = 0;
        for (var weight : single.end().entrySet()) {
            double[] start = single.start().get(weight.getKey());
            double[] other = half.end().get(weight.getKey());
            for (int i = 0; i < start.length; i++) {
                apart += Math.pow(weight.getValue()[i] - other[i], 2);
                moved += Math.pow(weight.getValue()[i] - start[i], 2);
            }
        }
        assertTrue(apart > 0, "the precision had no effect");
        assertTrue(apart < 0.02 * 0.02 * moved, "apart by " + Math.sqrt(apart) + ", moved by " + Math.sqrt(moved));
        long fine = half.end().values().stream()
                .flatMapToDouble(Arrays::stream)
                .filter(x -> (Float.floatToRawIntBits((float) x) & 0xffff) != 0)
                .count();
        assertTrue(fine > 100, "weights have no more digits than bfloat16");
        requireSameBits(half.end(), inSinglePrecision(Engine.Precision.BF16).end());
        assertEquals(Engine.Precision.FP32, Engine.precision());
    }

    /** The same batch without a label of the second task. */
    static Batch withoutBuys(Batch batch) {
        float[] none = new float[batch.rows()];
        Arrays.fill(none, Float.NaN);
        return new Batch(
                batch.rows(),
                batch.ids(),
                batch.numbers(),
                batch.bags(),
                new float[][] {batch.labels()[0], none},
                batch.weights(),
                batch.users());
    }

    @Test
    void aTaskWithoutAValidRowLeavesItsTowerAndTheOtherTasksAlone() {
        OptimizerOptions options = new OptimizerOptions(
                OptimizerOptions.Dense.ADAM, OptimizerOptions.Rows.LAZY_ADAM, 0.1, 0, 0.9, 0.999, 1e-8, 0, 0, 0);
        Schema muted = new Schema(
                TinyData.SCHEMA.features(),
                List.of(TinyData.SCHEMA.tasks().get(0), new Task("buy", Optional.of("click"), 0, false)));
        try (Network without = network(TinyData.SCHEMA, DType.F64, 1);
                Network reference = network(muted, DType.F64, 1)) {
            List<Batch> batches =
                    BATCHES.stream().map(TrainingStepTest::withoutBuys).toList();
            Trained found = train(without, options, Engine.Precision.FP32, 5, batches);
            Trained expected = train(reference, options, Engine.Precision.FP32, 5, BATCHES);
            requireEqual(expected.end(), found.end(), 0);
            assertEquals(0, found.losses().get(0).tasks().get(1).rows());
            assertTrue(Double.isNaN(found.losses().get(0).tasks().get(1).loss()));
            int towers = 0;
            for (String name : found.start().keySet()) {
                if (name.startsWith("tower.1.")) {
                    towers++;
                    assertArrayEquals(found.start().get(name), found.end().get(name), name);
                }
            }
            assertEquals(4, towers);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aBatchOfOneRowTrains(int threads) {
        try (Network network = network(TinyData.SCHEMA, DType.F64, threads)) {
            Trained trained = train(network, sgd(), Engine.Precision.FP32, 512, batches(1, 1));
            StepLoss.TaskLoss click = trained.losses().get(0).tasks().get(0);
            assertEquals(1, click.rows());
            assertTrue(click.loss() > 0 && Double.isFinite(click.loss()));
            assertFalse(Arrays.equals(
                    trained.start().get("tower.0.head.bias"), trained.end().get("tower.0.head.bias")));
        }
    }
}
