package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.catalogue.BalancerEntry;
import dev.braid.catalogue.Balancers;
import dev.braid.catalogue.ModelEntry;
import dev.braid.catalogue.Models;
import dev.braid.data.Batch;
import dev.braid.data.BatchStream;
import dev.braid.data.ReadOptions;
import dev.braid.data.Split;
import dev.braid.fault.BadInput;
import dev.braid.model.Model;
import dev.braid.model.ModelOptions;
import dev.braid.model.ModelShape;
import dev.braid.model.Output;
import dev.braid.model.SharedBottom;
import dev.braid.model.SharedBottomOptions;
import dev.braid.nn.EmbeddingOptions;
import dev.braid.nn.Parameter;
import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.objective.Objective;
import dev.braid.objective.TaskObjective;
import dev.braid.objective.balance.Balancer;
import dev.braid.objective.balance.BalancerSetting;
import dev.braid.objective.balance.GradientBalancer;
import dev.braid.objective.balance.GradientBalancer.Comparison;
import dev.braid.objective.balance.LossBalancer;
import dev.braid.optim.OptimizerOptions;
import dev.braid.options.OptionReader;
import dev.braid.tensor.DType;
import dev.braid.tensor.Engine;
import dev.braid.tensor.NoLeaks;
import dev.braid.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Steps of a small Shared-Bottom model under balancers, in double precision. With plain gradient descent, what a step
 * changes is the gradient itself; a task's own gradient is what a step changes that gives the other task factor 0.
 */
@ExtendWith(NoLeaks.class)
final class BalancedStepTest {
    private static final int B = 23;
    private static final double RATE = 0.1;
    private static final List<Batch> BATCHES = batches(3);
    private static final String TABLE = "embedding.0.rows";

    private final int threadsBefore = Engine.threads();

    @AfterEach
    void restoreThreads() {
        Engine.threads(threadsBefore);
    }

    private static List<Batch> batches(int count) {
        List<Batch> batches = new ArrayList<>();
        try (BatchStream stream = TinyData.of(3, B * count, 1, 1).read(Split.TRAIN, ReadOptions.inOrder(B))) {
            for (int i = 0; i < count; i++) {
                batches.add(Objects.requireNonNull(stream.next()));
            }
        }
        return batches;
    }

    private static final OptimizerOptions SGD = new OptimizerOptions(
            OptimizerOptions.Dense.SGD, OptimizerOptions.Rows.SGD, RATE, 0, 0.9, 0.999, 1e-8, 0, 0, 0);

    /** Shared-Bottom, whose penalty is the sum of the squares of its first bottom layer. */
    private static Model penalized(SharedBottomOptions options, ModelShape shape, Parameters parameters) {
        Model plain = SharedBottom.of(options, shape, parameters);
        return new Model() {
            @Override
            public List<Output> forward(List<Tensor> embeddings, Pass pass) {
                return plain.forward(embeddings, pass);
            }

            @Override
            public Tensor penalty() {
                Parameter weight = Objects.requireNonNull(parameters.byName().get("bottom.0.weight"));
                return weight.variable().square().sum();
            }
        };
    }

    private static Network network(int threads, boolean penalized, String... settings) {
        SharedBottomOptions options = OptionReader.of(List.of(settings)).read(Models.SHARED_BOTTOM.defaults());
        ModelEntry<SharedBottomOptions> entry = Models.SHARED_BOTTOM;
        Engine.threads(threads);
        return Network.create(
                new ModelChoice<>(
                        penalized
                                ? new ModelEntry<>(
                                        entry.name(),
                                        entry.title(),
                                        entry.paper(),
                                        entry.kind(),
                                        entry.defaults(),
                                        BalancedStepTest::penalized)
                                : entry,
                        options),
                new EmbeddingOptions(4, EmbeddingOptions.NumericFields.PER_FEATURE),
                TinyData.SCHEMA,
                DType.F64,
                17);
    }

    private static Network network(int threads) {
        return network(threads, false, "bottom.hidden=8,5", "tower.hidden=6");
    }

    private static <B extends Record> Balancer balancer(BalancerEntry<B> entry, String... settings) {
        return entry.factory()
                .create(
                        OptionReader.of(List.of(settings)).read(entry.defaults()),
                        new BalancerSetting(TinyData.SCHEMA, 0.05, 1, 29));
    }

    private static Balancer balancer(String written) {
        String[] words = written.split(" ", -1);
        return balancer(Balancers.named(words[0]), Arrays.copyOfRange(words, 1, words.length));
    }

    @SuppressWarnings("ArrayRecordComponent") // read once
    private record Trained(
            SortedMap<String, double[]> start, SortedMap<String, double[]> end, List<StepLoss> losses, double[] state) {
        /** The gradient that the one step went along. */
        double[] slope(String name) {
            double[] before = Objects.requireNonNull(start.get(name), name);
            double[] after = Objects.requireNonNull(end.get(name), name);
            double[] slope = new double[before.length];
            for (int i = 0; i < slope.length; i++) {
                slope[i] = (before[i] - after[i]) / RATE;
            }
            return slope;
        }
    }

    private static Trained train(Network network, Balancer balancer, int partRows, List<Batch> batches) {
        return train(network, new TaskObjective(network.schema()), balancer, partRows, batches);
    }

    private static Trained train(
            Network network, Objective objective, Balancer balancer, int partRows, List<Batch> batches) {
        try (network;
                TrainingStep step = new TrainingStep(
                        network,
                        objective,
                        balancer,
                        SGD,
                        Engine.Precision.FP32,
                        partRows,
                        TinyData.of(3, 1, 1, 1).labelCorrelations(),
                        29)) {
            SortedMap<String, double[]> start = weights(network);
            List<StepLoss> losses = new ArrayList<>();
            for (Batch batch : batches) {
                losses.add(step.run(batch, network.lookup(batch), losses.size() + 1));
            }
            return new Trained(start, weights(network), losses, step.balance());
        }
    }

    private static Trained oneStep(Balancer balancer) {
        return train(network(2), balancer, 5, BATCHES.subList(0, 1));
    }

    private static SortedMap<String, double[]> weights(Network network) {
        SortedMap<String, double[]> values = new TreeMap<>();
        network.weights().forEach((name, variable) -> values.put(name, variable.toDoubles()));
        return values;
    }

    private static void requireEqual(Trained expected, Trained actual, double tolerance) {
        assertEquals(expected.end().keySet(), actual.end().keySet());
        expected.end().forEach((name, v) -> assertArrayEquals(v, actual.end().get(name), tolerance, name));
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** The step of one task alone. */
    private static Trained only(int task) {
        return oneStep(balancer(Balancers.FIXED, "weights=" + (task == 0 ? "1,0" : "0,1")));
    }

    /** Combines gradients by given factors, and notes what it was shown. */
    private static final class Given implements GradientBalancer {
        private final Comparison comparison;
        private final boolean embeddings;
        private final double[] shared;
        private final double[] own;
        private List<double[][]> products = List.of();

        private Given(Comparison comparison, boolean embeddings, double[] shared, double[] own) {
            this.comparison = comparison;
            this.embeddings = embeddings;
            this.shared = shared;
            this.own = own;
        }

        @Override
        public Comparison comparison() {
            return comparison;
        }

        @Override
        public boolean embeddings() {
            return embeddings;
        }

        @Override
        public Combination combine(long step, List<double[][]> seen, double[] losses) {
            products = seen;
            return new Combination(Collections.nCopies(seen.size(), shared), own);
        }
    }

    private static Given given(Comparison comparison, boolean embeddings) {
        return new Given(comparison, embeddings, new double[] {0.3, 0.7}, new double[] {2, 0.5});
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sharedGradientsAreCombinedAndOwnOnesWeighed(boolean embeddings) {
        Trained first = only(0);
        Trained second = only(1);
        Trained both = oneStep(given(Comparison.WHOLE, embeddings));
        for (String name : both.end().keySet()) {
            double a = name.startsWith("bottom") ? 0.3 : name.startsWith("tower") ? 2 : embeddings ? 0.3 : 1;
            double b = name.startsWith("bottom") ? 0.7 : name.startsWith("tower") ? 0.5 : embeddings ? 0.7 : 1;
            double[] expected = first.slope(name);
            double[] other = second.slope(name);
            for (int i = 0; i < expected.length; i++) {
                expected[i] = a * expected[i] + b * other[i];
            }
            assertArrayEquals(expected, both.slope(name), 1e-12, name);
        }
        StepLoss.TaskLoss buy = both.losses().get(0).tasks().get(1);
        assertEquals(0.7, buy.factor(), 0);
        assertEquals(second.losses().get(0).tasks().get(1).loss(), buy.loss(), 1e-12, "reported before any factor");
    }

    @ParameterizedTest
    @EnumSource
    void innerProductsAreThoseOfTheWholeBatchsGradients(Comparison comparison) {
        if (comparison == Comparison.REPRESENTATION) {
            return; // below
        }
        Trained first = only(0);
        Trained second = only(1);
        for (boolean embeddings : new boolean[] {false, true}) {
            Given balancer = given(comparison, embeddings);
            assertEquals(1, oneStep(balancer).losses().size());
            List<String> shared =
                    new ArrayList<>(List.of("bottom.0.weight", "bottom.0.bias", "bottom.1.weight", "bottom.1.bias"));
            if (embeddings) {
                shared.add(TABLE);
            }
            List<double[][]> expected = new ArrayList<>();
            double[][] sum = new double[2][2];
            for (String name : shared) {
                double[][] g = {first.slope(name), second.slope(name)};
                double[][] m = new double[2][2];
                for (int s = 0; s < 2; s++) {
                    for (int t = 0; t < 2; t++) {
                        m[s][t] = product(g[s], g[t]);
                        sum[s][t] += m[s][t];
                    }
                }
                expected.add(m);
            }
            List<double[][]> all = comparison == Comparison.TENSOR ? expected : List.<double[][]>of(sum);
            assertEquals(all.size(), balancer.products.size());
            for (int i = 0; i < all.size(); i++) {
                for (int s = 0; s < 2; s++) {
                    assertArrayEquals(all.get(i)[s], balancer.products.get(i)[s], 1e-12);
                }
            }
        }
    }

    /** With linear towers, the gradient of row b on the shared representation is {@code δ_bt w_t}. */
    @ParameterizedTest
    @ValueSource(ints = {B, 4})
    void onTheRepresentationInnerProductsAddUpOverRows(int partRows) {
        String[] linear = {"bottom.hidden=8", "tower.hidden=[]"};
        double[][] w = new double[2][];
        double[][] delta = new double[2][B];
        try (Network network = network(1, false, linear)) {
            double[][] p = network.predict(BATCHES.get(0), network.lookup(BATCHES.get(0)));
            for (int t = 0; t < 2; t++) {
                w[t] = weights(network).get("tower." + t + ".head.weight");
                float[] y = BATCHES.get(0).labels()[t];
                int valid = 0;
                for (float label : y) {
                    valid += Float.isNaN(label) ? 0 : 1;
                }
                for (int b = 0; b < B; b++) {
                    delta[t][b] = Float.isNaN(y[b]) ? 0 : (p[t][b] - y[b]) / valid;
                }
            }
        }
        Given balancer = given(Comparison.REPRESENTATION, false);
        assertEquals(
                1,
                train(network(2, false, linear), balancer, partRows, BATCHES.subList(0, 1))
                        .losses()
                        .size());
        for (int s = 0; s < 2; s++) {
            for (int t = 0; t < 2; t++) {
                double expected = product(w[s], w[t]) * product(delta[s], delta[t]);
                assertEquals(expected, balancer.products.get(0)[s][t], 1e-12);
            }
        }
    }

    /** Notes the norms that it is told. */
    private static final class Listening implements LossBalancer {
        private final Probe probe;
        private double[] norms = {};

        private Listening(Probe probe) {
            this.probe = probe;
        }

        @Override
        public double[] factors(long step) {
            return new double[] {0.25, 3};
        }

        @Override
        public Probe probe() {
            return probe;
        }

        @Override
        public void learn(long step, double[] losses, double[] told) {
            norms = told;
        }
    }

    /** The last shared layer is the second of the bottom, neither the first nor the embeddings. */
    @Test
    void normsAreThoseOfTheWholeBatchOnTheLastSharedLayer() {
        Listening last = new Listening(LossBalancer.Probe.LAST);
        Listening all = new Listening(LossBalancer.Probe.ALL);
        assertEquals(1, oneStep(last).losses().size());
        assertEquals(1, oneStep(all).losses().size());
        for (int t = 0; t < 2; t++) {
            Trained alone = only(t);
            double[] w = alone.slope("bottom.1.weight");
            assertEquals(Math.sqrt(product(w, w)), last.norms[t], 1e-12);
            double squares = 0;
            for (String name : List.of("bottom.0.weight", "bottom.0.bias", "bottom.1.weight", "bottom.1.bias")) {
                squares += product(alone.slope(name), alone.slope(name));
            }
            assertEquals(Math.sqrt(squares), all.norms[t], 1e-12);
        }
        Listening none = new Listening(LossBalancer.Probe.NONE);
        assertEquals(3, oneStep(none).losses().get(0).tasks().get(1).factor());
        assertEquals(0, none.norms.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "equal",
                "fixed weights=2,0.5 decay=0.5,1",
                "uncertainty rate=10",
                "gradnorm",
                "gradnorm optimizer=adam layer=all start=average",
                "pcgrad",
                "pcgrad compare=tensor embeddings=true",
                "mgda",
                "mgda normalize=none embeddings=true",
                "mgda compare=representation heads=one",
                "dwa"
            })
    void partsAndThreadsChangeNothingButRounding(String written) {
        Trained whole = train(network(1), balancer(written), B, BATCHES);
        for (int threads : new int[] {1, 2}) {
            for (int partRows : new int[] {1, 5}) {
                Trained divided = train(network(threads), balancer(written), partRows, BATCHES);
                requireEqual(whole, divided, 1e-11);
                assertArrayEquals(whole.state(), divided.state(), 1e-11);
            }
        }
        assertFalse(
                !written.equals("equal")
                        && Arrays.equals(
                                whole.end().get("bottom.0.weight"),
                                train(network(1), balancer("equal"), B, BATCHES)
                                        .end()
                                        .get("bottom.0.weight")),
                "it had no effect");
    }

    /** With one task in every batch there is nothing to balance: what these leave is what the sum of losses leaves. */
    @ParameterizedTest
    @ValueSource(strings = {"gradnorm", "dwa", "pcgrad", "pcgrad compare=tensor embeddings=true", "mgda"})
    void aTaskWithoutAValidRowTakesNoPart(String written) {
        List<Batch> batches =
                BATCHES.stream().map(TrainingStepTest::withoutBuys).toList();
        Trained found = train(network(2), balancer(written), 5, batches);
        requireEqual(train(network(2), balancer("equal"), 5, batches), found, 1e-12);
        assertArrayEquals(found.start().get("tower.1.head.weight"), found.end().get("tower.1.head.weight"), 0);
        StepLoss.TaskLoss buy = found.losses().get(2).tasks().get(1);
        assertTrue(Double.isNaN(buy.loss()) && buy.rows() == 0);
        assertTrue(Double.isNaN(buy.factor()) || buy.factor() == 1, "factor " + buy.factor());
    }

    @Test
    void uncertaintyIsLearnedFromTheTasksThatHaveRows() {
        List<Batch> batches =
                BATCHES.stream().map(TrainingStepTest::withoutBuys).toList();
        Trained found = train(network(1), balancer("uncertainty"), B, batches);
        assertTrue(found.losses().get(2).tasks().get(0).factor() != 1);
        assertEquals(1, found.losses().get(2).tasks().get(1).factor(), 0);
    }

    @Test
    void noTaskWithAValidRowIsNoStep() {
        Batch empty = BATCHES.get(0);
        float[] none = new float[B];
        Arrays.fill(none, Float.NaN);
        Batch nothing = new Batch(
                B, empty.ids(), empty.numbers(), empty.bags(), new float[][] {none, none}, null, empty.users());
        for (String written : List.of("uncertainty", "gradnorm", "pcgrad embeddings=true", "mgda", "dwa")) {
            Trained found = train(network(2), balancer(written), 5, List.of(nothing));
            found.start().forEach((name, v) -> assertArrayEquals(v, found.end().get(name), 0, written + " " + name));
        }
    }

    @Test
    void theModelsPenaltyIsOutsideOfBalancing() {
        String[] settings = {"bottom.hidden=8", "tower.hidden=6"};
        List<Batch> one = BATCHES.subList(0, 1);
        for (String written : List.of("fixed weights=2,0.5", "mgda", "pcgrad")) {
            Trained with = train(network(2, true, settings), balancer(written), 5, one);
            Trained without = train(network(2, false, settings), balancer(written), 5, one);
            double[] expected = without.slope("bottom.0.weight");
            double[] start = without.start().get("bottom.0.weight");
            for (int i = 0; i < expected.length; i++) {
                expected[i] += 2 * start[i];
            }
            assertArrayEquals(expected, with.slope("bottom.0.weight"), 1e-11, written);
            assertArrayEquals(without.slope("bottom.0.bias"), with.slope("bottom.0.bias"), 1e-11, written);
        }
    }

    @Test
    void noTaskObjectsToTheDirectionOfMgda() {
        Trained both = oneStep(balancer("mgda normalize=none"));
        double[] products = new double[3]; // d·d, d·g_0, d·g_1
        for (String name : List.of("bottom.0.weight", "bottom.0.bias", "bottom.1.weight", "bottom.1.bias")) {
            double[] d = both.slope(name);
            products[0] += product(d, d);
            products[1] += product(d, only(0).slope(name));
            products[2] += product(d, only(1).slope(name));
        }
        assertTrue(products[0] > 0);
        assertTrue(products[1] >= products[0] - 1e-9 && products[2] >= products[0] - 1e-9, Arrays.toString(products));
    }

    static Stream<String> models() {
        return Models.ALL.stream().map(ModelEntry::name);
    }

    private static <O extends Record & ModelOptions> Trained oneStep(ModelEntry<O> entry, Balancer balancer) {
        return train(network(entry), objective(entry), balancer, 5, BATCHES.subList(0, 1));
    }

    /** Also where a model bends its gradients by hand, and where one task's loss reaches what another task owns. */
    @ParameterizedTest
    @MethodSource("models")
    void theTasksGradientsAddUpToThatOfTheSum(String name) {
        ModelEntry<?> entry = Models.named(name);
        double[] ones = {1, 1};
        Trained summed = oneStep(entry, balancer("equal"));
        requireEqual(summed, oneStep(entry, new Given(Comparison.TENSOR, true, ones, ones)), 1e-11);
        requireEqual(summed, oneStep(entry, new Given(Comparison.WHOLE, false, ones, ones)), 1e-11);
    }

    private static <O extends Record & ModelOptions> Network network(ModelEntry<O> entry) {
        Engine.threads(2);
        return Network.create(
                new ModelChoice<>(entry, entry.defaults()),
                new EmbeddingOptions(4, EmbeddingOptions.NumericFields.PER_FEATURE),
                TinyData.SCHEMA,
                DType.F64,
                17);
    }

    private static Objective objective(ModelEntry<?> entry) {
        return ObjectiveChoice.defaults(entry.objective()).create(TinyData.SCHEMA);
    }

    static Stream<String> gradNormModels() {
        return Models.ALL.stream()
                .filter(entry -> entry.kind() != ModelEntry.Kind.SINGLE)
                .map(ModelEntry::name);
    }

    /** A weight that some task's loss never reaches would give that task no gradient to compare. */
    @ParameterizedTest
    @MethodSource("gradNormModels")
    void everyTasksLossReachesTheLastSharedLayer(String name) {
        ModelEntry<?> entry = Models.named(name);
        RunOptions options = RunOptions.read(OptionReader.of(List.of("train.balance=gradnorm")), entry);
        Network network = network(entry);
        try {
            BalancerFit.require(options, network, balancer("gradnorm"));
        } catch (BadInput e) {
            network.close();
            assertTrue(List.of("softsharing", "esmm").contains(name), e.getMessage());
            return;
        }
        Listening last = new Listening(LossBalancer.Probe.LAST);
        Trained trained = train(network, objective(entry), last, 5, BATCHES.subList(0, 1));
        assertEquals(1, trained.losses().size());
        assertTrue(last.norms[0] > 0 && last.norms[1] > 0, Arrays.toString(last.norms));
    }

    /** Labels as of rows that nobody clicked. */
    private static Batch withoutClicks(Batch batch) {
        float[][] labels = TrainingStepTest.withoutBuys(batch).labels();
        return new Batch(
                batch.rows(),
                batch.ids(),
                batch.numbers(),
                batch.bags(),
                new float[][] {new float[batch.rows()], labels[1]},
                batch.weights(),
                batch.users());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mtl-ips", "escm2-ips", "mtl-dr"})
    void gradNormSurvivesAFirstBatchWithoutAClick(String name) {
        List<Batch> batches = List.of(withoutClicks(BATCHES.get(0)), BATCHES.get(1), BATCHES.get(2));
        ModelEntry<?> entry = Models.named(name);
        Trained found = train(network(entry), objective(entry), balancer("gradnorm"), 5, batches);
        for (StepLoss loss : found.losses()) {
            double first = loss.tasks().get(0).factor();
            double second = loss.tasks().get(1).factor();
            assertTrue(first > 0 && second > 0);
            assertEquals(2, first + second, 1e-12);
        }
        found.end().forEach((weight, v) -> assertTrue(Arrays.stream(v).allMatch(Double::isFinite), weight));
    }

    /** A conversion risk of 0 would have the shortest gradient of all. */
    @ParameterizedTest
    @ValueSource(strings = {"mgda", "mgda normalize=none", "mgda normalize=loss"})
    void mgdaLearnsFromClicksAloneWhereNothingWasClicked(String written) {
        ModelEntry<?> entry = Models.named("mtl-ips");
        List<Batch> batches = List.of(withoutClicks(BATCHES.get(0)));
        Trained clicks = train(network(entry), objective(entry), balancer("fixed weights=1,0"), 5, batches);
        Trained found = train(network(entry), objective(entry), balancer(written), 5, batches);
        requireEqual(clicks, found, 1e-13);
        assertFalse(Arrays.equals(found.start().get(TABLE), found.end().get(TABLE)), "it stood still");
    }
}
