package dev.braid.objective.counterfactual;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadInput;
import dev.braid.objective.BatchLabels;
import dev.braid.objective.EntireSpace;
import dev.braid.objective.EntireSpaceOptions;
import dev.braid.objective.Found;
import dev.braid.objective.Objective;
import dev.braid.schema.Feature;
import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import dev.braid.tensor.NoLeaks;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The identities of the counterfactual risks (models.md §16), and the mistakes that are made with them. */
@ExtendWith(NoLeaks.class)
final class CounterfactualTest {
    private static final Schema SCHEMA = CounterfactualGradientTest.SCHEMA;
    private static final float NONE = Float.NaN;
    private static final double[] A = {0.3, -1.2, 0.8, -0.1, -3.0};
    private static final double[] B = {-0.4, 0.9, -2.5, 1.7, 0.2};
    private static final double[] C = {0.5, -0.6, 1.1, -0.2, 0.4};
    private static final BatchLabels SOME =
            BatchLabels.of(new float[] {1, 0, 1, 0, 1}, new float[] {1, NONE, 0, NONE, 1});
    private static final BatchLabels ALL_CLICKED =
            BatchLabels.of(new float[] {1, 1, 1, 1, 1}, new float[] {1, 0, 0, 1, 1});
    private static final PropensityOptions UNCLIPPED = new PropensityOptions(1e-9, Optional.empty(), false);
    private static final PropensityOptions SNIPS = new PropensityOptions(1e-9, Optional.empty(), true);
    private static final ImputationOptions SCALAR = ImputationOptions.DEFAULTS;
    private static final ImputationOptions LIVE = new ImputationOptions(ImputationOptions.Form.SCALAR, 0, true, false);
    private static final ImputationOptions IN_TURNS =
            new ImputationOptions(ImputationOptions.Form.SCALAR, 0, false, true);

    private static Objective ips(PropensityOptions propensity) {
        return Counterfactual.ips(new IpsOptions(RiskOptions.DEFAULTS, propensity), SCHEMA);
    }

    private static Objective dr(PropensityOptions propensity, ImputationOptions imputation) {
        return Counterfactual.dr(new DrOptions(RiskOptions.DEFAULTS, propensity, imputation), SCHEMA);
    }

    private static Objective eib(ImputationOptions imputation) {
        return Counterfactual.eib(new EibOptions(RiskOptions.DEFAULTS, imputation), SCHEMA);
    }

    private static double conversion(Objective objective, BatchLabels labels, double[]... logits) {
        return Found.of(objective, labels, 1, logits).losses()[1];
    }

    private static double[] errors(BatchLabels labels) {
        return IntStream.range(0, B.length)
                .mapToDouble(i -> PlainLoss.bce(B[i], labels.labels()[1][i]))
                .toArray();
    }

    private static double[] all(double value) {
        double[] values = new double[A.length];
        Arrays.fill(values, value);
        return values;
    }

    @Test
    void whereEverybodyClicksAndWeightsAreOneTheRiskIsTheMeanError() {
        double mean = Arrays.stream(errors(ALL_CLICKED)).average().orElseThrow();
        PropensityOptions one = new PropensityOptions(1, Optional.empty(), false);
        assertEquals(mean, conversion(ips(one), ALL_CLICKED, A, B), 1e-15);
        ImputationOptions prior = new ImputationOptions(ImputationOptions.Form.CONSTANT, 0.3, false, false);
        assertEquals(mean, conversion(eib(prior), ALL_CLICKED, A, B, C), 1e-15);
    }

    @Test
    void withNothingImputedDoublyRobustIsInversePropensity() {
        double[] zero = all(-800); // softplus(c) = 0
        double imputation = 0;
        for (int i : new int[] {0, 2, 4}) {
            imputation += Math.pow(errors(SOME)[i], 2) / PlainLoss.sigmoid(A[i]) / 5;
        }
        double dr = conversion(dr(UNCLIPPED, SCALAR), SOME, A, B, zero);
        assertEquals(conversion(ips(UNCLIPPED), SOME, A, B) + imputation, dr, 1e-13);
        assertEquals(
                conversion(ips(UNCLIPPED), SOME, A, B),
                Found.of(dr(UNCLIPPED, IN_TURNS), SOME, 2, A, B, zero).losses()[1],
                1e-15,
                "without R_imp, in a step of the prediction's");
    }

    @Test
    void withTheErrorImputedExactlyDoublyRobustIsItsMeanWhateverTheWeights() {
        double[] exact = C.clone();
        for (int i : new int[] {0, 2, 4}) {
            exact[i] = Math.log(Math.expm1(errors(SOME)[i])); // softplus(c) = δ
        }
        double mean =
                Arrays.stream(exact).map(c -> Math.log1p(Math.exp(c))).average().orElseThrow();
        for (double[] click : List.of(A, B, C)) {
            assertEquals(mean, conversion(dr(UNCLIPPED, SCALAR), SOME, click, B, exact), 1e-14);
        }
    }

    @Test
    void detachedScalarImputationLeavesTheConversionTheGradientOfInversePropensity() {
        double[] dr = Found.of(dr(UNCLIPPED, SCALAR), SOME, 1, A, B, C).slopes()[1];
        double[] ips = Found.of(ips(UNCLIPPED), SOME, 1, A, B).slopes()[1];
        assertArrayEquals(ips, dr, 1e-15);
        double[] live = Found.of(dr(UNCLIPPED, LIVE), SOME, 1, A, B, C).slopes()[1];
        for (int i : new int[] {0, 2, 4}) {
            double factor = 1 + 2 * (errors(SOME)[i] - Math.log1p(Math.exp(C[i])));
            assertEquals(factor * ips[i], live[i], 1e-14, "with δ live in R_imp");
        }
    }

    @Test
    void noRiskReachesTheClick() {
        for (Objective objective : List.of(ips(UNCLIPPED), ips(SNIPS), dr(UNCLIPPED, LIVE), eib(SCALAR))) {
            double[] click = Found.of(objective, SOME, 1, A, B, C).slopes()[0];
            for (int i = 0; i < A.length; i++) {
                double o = SOME.labels()[0][i];
                assertEquals((PlainLoss.sigmoid(A[i]) - o) / 5, click[i], 1e-16, "∂L_CTR/∂a alone");
            }
        }
    }

    @Test
    void onlyTheGlobalRiskIsTheEntireSpaceLoss() {
        RiskOptions global = new RiskOptions(0, 1, 0);
        Objective esmm = EntireSpace.of(new EntireSpaceOptions(), SCHEMA);
        Found expected = Found.of(esmm, SOME, 1, A, B);
        for (Objective objective : List.of(
                Counterfactual.ips(new IpsOptions(global, PropensityOptions.DEFAULTS), SCHEMA),
                Counterfactual.dr(
                        new DrOptions(global, PropensityOptions.DEFAULTS, ImputationOptions.DEFAULTS), SCHEMA),
                Counterfactual.eib(new EibOptions(global, ImputationOptions.PSEUDO), SCHEMA))) {
            Found found = Found.of(objective, SOME, 1, A, B, C);
            assertArrayEquals(expected.losses(), found.losses());
            assertArrayEquals(expected.slopes()[0], found.slopes()[0]);
            assertArrayEquals(expected.slopes()[1], found.slopes()[1]);
        }
    }

    @Test
    void scalingEveryPropensityScalesTheRiskByItsInverse() {
        double s = 0.25;
        double[] scaled = Arrays.stream(A)
                .map(a -> s * PlainLoss.sigmoid(a))
                .map(p -> Math.log(p / (1 - p)))
                .toArray();
        assertEquals(conversion(ips(UNCLIPPED), SOME, A, B) / s, conversion(ips(UNCLIPPED), SOME, scaled, B), 1e-13);
    }

    @Test
    void weightsAreClippedAndCapped() {
        double[] errors = errors(SOME);
        double clip = errors[0] / PlainLoss.sigmoid(A[0]) + errors[2] / PlainLoss.sigmoid(A[2]) + errors[4] / 0.1;
        assertEquals(clip / 5, conversion(ips(PropensityOptions.DEFAULTS), SOME, A, B), 1e-15);
        PropensityOptions capped = new PropensityOptions(0.01, Optional.of(1.5), false);
        double cap = errors[0] * 1.5 + errors[2] / PlainLoss.sigmoid(A[2]) + errors[4] * 1.5;
        assertEquals(cap / 5, conversion(ips(capped), SOME, A, B), 1e-15);
    }

    @Test
    void aRowWeighsTheSameHoweverManyClicksTheBatchHas() {
        BatchLabels oneClick = BatchLabels.of(new float[] {1, 0, 0, 0, 0}, new float[] {1, NONE, NONE, NONE, NONE});
        double alone = conversion(ips(PropensityOptions.DEFAULTS), oneClick, A, B);
        assertEquals(errors(SOME)[0] / PlainLoss.sigmoid(A[0]) / 5, alone, 1e-15);
        double withAnother =
                Found.of(ips(PropensityOptions.DEFAULTS), SOME, 1, A, B).slopes()[1][0];
        assertEquals(
                Found.of(ips(PropensityOptions.DEFAULTS), oneClick, 1, A, B).slopes()[1][0], withAnother, 0);
    }

    @Test
    void anImputedErrorCanExceedOne() {
        double[] large = all(6);
        double dr = Found.of(dr(UNCLIPPED, IN_TURNS), SOME, 2, A, all(0), large).losses()[1];
        double expected = Math.log1p(Math.exp(6)); // δ̂ of every row
        for (int i : new int[] {0, 2, 4}) {
            expected += (Math.log(2) - Math.log1p(Math.exp(6))) / PlainLoss.sigmoid(A[i]) / 5;
        }
        assertEquals(expected, dr, 1e-12);
    }

    @Test
    void selfNormalisedWeightsAddUpToOneAndCoupleTheRowsOfABatch() {
        double weights = 0;
        double sum = 0;
        for (int i : new int[] {0, 2, 4}) {
            weights += 1 / PlainLoss.sigmoid(A[i]);
            sum += errors(SOME)[i] / PlainLoss.sigmoid(A[i]);
        }
        assertEquals(sum / weights, conversion(ips(SNIPS), SOME, A, B), 1e-15);
        assertTrue(ips(SNIPS).couplesRows() && dr(SNIPS, SCALAR).couplesRows());
        assertFalse(ips(UNCLIPPED).couplesRows()
                || dr(UNCLIPPED, SCALAR).couplesRows()
                || eib(SCALAR).couplesRows());
    }

    @Test
    void aBatchWithoutAClickHasNoInversePropensityRisk() {
        BatchLabels none = BatchLabels.of(new float[5], new float[] {NONE, NONE, NONE, NONE, NONE});
        for (Objective objective : List.of(ips(UNCLIPPED), ips(SNIPS))) {
            Found found = Found.of(objective, none, 1, A, B);
            assertTrue(Double.isNaN(found.losses()[1]), "a risk of 0 with no gradient would stop a balancer");
            assertEquals(0, objective.of(none, 1).valid(1));
            assertEquals(5, objective.of(none, 1).valid(0));
            assertArrayEquals(new double[5], found.slopes()[1]);
        }
        assertEquals(0, dr(UNCLIPPED, IN_TURNS).of(none, 3).valid(1), "the imputation learns from clicks");
        assertEquals(5, dr(UNCLIPPED, IN_TURNS).of(none, 4).valid(1));
        double dr = conversion(dr(UNCLIPPED, SCALAR), none, A, B, C);
        assertEquals(
                Arrays.stream(C).map(c -> Math.log1p(Math.exp(c))).average().orElseThrow(), dr, 1e-15);
    }

    @Test
    void alternateTrainingTrainsTheImputationInOddStepsAndAllElseInEvenOnes() {
        for (Objective objective : List.of(dr(UNCLIPPED, IN_TURNS), eib(IN_TURNS))) {
            Found odd = Found.of(objective, SOME, 3, A, B, C);
            assertTrue(Double.isNaN(odd.losses()[0]), "no click loss in a step of the imputation's");
            assertEquals(0, objective.of(SOME, 3).valid(0));
            assertArrayEquals(new double[5], odd.slopes()[0]);
            assertArrayEquals(new double[5], odd.slopes()[1]);
            assertNotEquals(0, odd.slopes()[2][0]);
            Found even = Found.of(objective, SOME, 4, A, B, C);
            assertNotEquals(0, even.slopes()[0][0]);
            assertNotEquals(0, even.slopes()[1][0]);
            assertArrayEquals(new double[5], even.slopes()[2]);
        }
    }

    @Test
    void warmUpTrainsWithoutTheCounterfactualRisk() {
        RiskOptions late = new RiskOptions(1, 0, 2);
        Objective objective = Counterfactual.ips(new IpsOptions(late, UNCLIPPED), SCHEMA);
        for (long step = 1; step <= 2; step++) {
            assertTrue(Double.isNaN(Found.of(objective, SOME, step, A, B).losses()[1]));
            assertEquals(0, objective.of(SOME, step).valid(1));
            assertEquals(5, objective.of(SOME, step).valid(0));
        }
        assertEquals(
                conversion(ips(UNCLIPPED), SOME, A, B),
                Found.of(objective, SOME, 3, A, B).losses()[1]);
        Objective escm2 = Counterfactual.ips(new IpsOptions(new RiskOptions(1, 1, 2), UNCLIPPED), SCHEMA);
        Objective esmm = EntireSpace.of(new EntireSpaceOptions(), SCHEMA);
        assertArrayEquals(
                Found.of(esmm, SOME, 1, A, B).losses(),
                Found.of(escm2, SOME, 2, A, B).losses());
    }

    @Test
    void logitsOfFiftyGiveNumbers() {
        double[] up = all(50);
        double[] down = all(-50);
        Objective objective = Counterfactual.dr(DrOptions.ESCM2, SCHEMA);
        for (double[][] logits : List.of(
                new double[][] {up, up, up},
                new double[][] {up, down, up},
                new double[][] {down, up, down},
                new double[][] {down, down, down})) {
            for (var dtype : dev.braid.tensor.DType.values()) {
                Found found = Found.of(objective, SOME, 1, dtype, logits);
                assertTrue(Arrays.stream(found.losses()).allMatch(Double::isFinite));
                assertTrue(Arrays.stream(found.slopes())
                        .flatMapToDouble(Arrays::stream)
                        .allMatch(Double::isFinite));
            }
        }
    }

    @Test
    void otherTasksThanAClickAndItsConversionAreRefusedInOneLine() {
        Schema parallel = new Schema(
                List.of(new Feature.Numeric("x")),
                List.of(new Task("click", Optional.empty(), 1, false), new Task("like", Optional.empty(), 1, false)));
        BadInput refused = assertThrows(BadInput.class, () -> Counterfactual.ips(IpsOptions.DEFAULTS, parallel));
        assertEquals(
                "this model needs two tasks, click and a conversion declared with 'space: click', but the dataset has"
                        + " click, like; prepare it with such tasks, or train another model",
                refused.getMessage());
    }

    @Test
    void optionsThatWouldDoNothingAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new RiskOptions(0, 0, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ImputationOptions(ImputationOptions.Form.PSEUDO, 0.5, false, false));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ImputationOptions(ImputationOptions.Form.PSEUDO, 0, true, false));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ImputationOptions(ImputationOptions.Form.CONSTANT, 0, false, true));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ImputationOptions(ImputationOptions.Form.SCALAR, 0, true, true));
    }
}
