package dev.braid.objective.counterfactual;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.braid.objective.BatchLabels;
import dev.braid.objective.BatchLoss;
import dev.braid.objective.Found;
import dev.braid.objective.Objective;
import dev.braid.schema.Feature;
import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import dev.braid.tensor.DType;
import dev.braid.tensor.NoLeaks;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * Every counterfactual loss, with options, labels and weights drawn at random, against the sums written out, and its gradients
 * against their central differences with what is held fixed held fixed.
 */
@AddLifecycleHook(NoLeaks.class)
class CounterfactualGradientTest {
    static final Schema SCHEMA = new Schema(
            List.of(new Feature.Numeric("x")),
            List.of(new Task("click", Optional.empty(), 1, false), new Task("buy", Optional.of("click"), 1, false)));

    private static final double STEP = 1e-5;

    /** A drawn case. */
    private static final class Drawn {
        final SplittableRandom random;
        final int rows;
        final RiskOptions risk;
        final PropensityOptions propensity;
        final ImputationOptions imputation;
        final long step;
        final BatchLabels labels;
        final double[][] logits = new double[3][];

        Drawn(long seed, int rows) {
            this.random = new SplittableRandom(seed);
            this.rows = rows;
            boolean counted = random.nextInt(4) > 0;
            risk = new RiskOptions(
                    counted ? random.nextDouble(0.1, 2) : 0,
                    random.nextDouble(0.1, 2),
                    counted ? random.nextInt(3) : 0);
            propensity = counted ? propensity(random) : PropensityOptions.DEFAULTS;
            imputation = imputation(random);
            step = random.nextInt(1, 6);
            float[] o = new float[rows];
            float[] r = new float[rows];
            float[] v = new float[rows];
            boolean noClick = random.nextInt(5) == 0;
            for (int i = 0; i < rows; i++) {
                o[i] = random.nextInt(8) == 0 ? Float.NaN : noClick ? 0 : random.nextInt(2);
                r[i] = random.nextInt(6) == 0 ? Float.NaN : random.nextInt(2);
                v[i] = random.nextInt(1, 5);
            }
            labels = new BatchLabels(new float[][] {o, r}, new float[][] {v, null});
            for (int k = 0; k < 3; k++) {
                logits[k] = random.doubles(rows, -3, 3).toArray();
            }
        }

        private static PropensityOptions propensity(SplittableRandom random) {
            double clip = random.nextDouble(0.01, 0.5);
            return new PropensityOptions(
                    clip,
                    random.nextBoolean() ? Optional.empty() : Optional.of(random.nextDouble(1, 1 / clip)),
                    random.nextInt(3) == 0);
        }

        private static ImputationOptions imputation(SplittableRandom random) {
            ImputationOptions.Form form =
                    List.of(ImputationOptions.Form.values()).get(random.nextInt(3));
            boolean alternate = form != ImputationOptions.Form.CONSTANT && random.nextBoolean();
            return new ImputationOptions(
                    form,
                    form == ImputationOptions.Form.CONSTANT ? random.nextDouble() : 0,
                    form == ImputationOptions.Form.SCALAR && !alternate && random.nextBoolean(),
                    alternate);
        }

        private ImputationOptions imputation(ImputationOptions unread) {
            return risk.counterfactual() == 0 ? unread : imputation;
        }

        Objective objective(String variant) {
            return switch (variant) {
                case "ips" -> Counterfactual.ips(new IpsOptions(risk, propensity), SCHEMA);
                case "dr" ->
                    Counterfactual.dr(new DrOptions(risk, propensity, imputation(ImputationOptions.DEFAULTS)), SCHEMA);
                default -> Counterfactual.eib(new EibOptions(risk, imputation(ImputationOptions.PSEUDO)), SCHEMA);
            };
        }

        PlainLoss plain(String variant) {
            float[][] y = labels.labels();
            return new PlainLoss(
                    risk,
                    variant.equals("eib") ? null : propensity,
                    variant.equals("ips") ? null : imputation,
                    y[0],
                    y[1],
                    labels.weightsOf(0),
                    step);
        }

        double[][] outputs(String variant) {
            return variant.equals("ips") ? new double[][] {logits[0], logits[1]} : logits;
        }

        @Override
        public String toString() {
            return risk + " " + propensity + " " + imputation + " step " + step + ", rows " + rows;
        }
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void lossesAreTheSumsWrittenOut(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int rows) {
        Drawn drawn = new Drawn(seed, rows);
        for (String variant : List.of("ips", "dr", "eib")) {
            Found found = Found.of(drawn.objective(variant), drawn.labels, drawn.step, drawn.outputs(variant));
            PlainLoss.Logits at = logits(drawn.logits);
            double[] expected = drawn.plain(variant).losses(at, at);
            assertArrayEquals(expected, found.losses(), 1e-12, variant + " " + drawn);
        }
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void gradientsAreCentralDifferencesWithTheFixedHeldFixed(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int rows) {
        Drawn drawn = new Drawn(seed, rows);
        for (String variant : List.of("ips", "dr", "eib")) {
            double[][] outputs = drawn.outputs(variant);
            Found found = Found.of(drawn.objective(variant), drawn.labels, drawn.step, outputs);
            PlainLoss plain = drawn.plain(variant);
            PlainLoss.Logits fixed = logits(drawn.logits);
            for (int k = 0; k < outputs.length; k++) {
                for (int i = 0; i < rows; i++) {
                    double up = plain.total(moved(drawn.logits, k, i, STEP), fixed);
                    double down = plain.total(moved(drawn.logits, k, i, -STEP), fixed);
                    assertEquals(
                            (up - down) / (2 * STEP),
                            found.slopes()[k][i],
                            1e-7 * Math.max(1, Math.abs(found.slopes()[k][i])),
                            variant + " output " + k + " row " + i + ": " + drawn);
                }
            }
        }
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void partsAddUpToTheBatch(@ForAll long seed, @ForAll @IntRange(min = 2, max = 5) int rows) {
        Drawn drawn = new Drawn(seed, rows);
        for (String variant : List.of("ips", "dr", "eib")) {
            Objective objective = drawn.objective(variant);
            if (!objective.couplesRows()) {
                double[][] outputs = drawn.outputs(variant);
                Found whole = Found.of(objective, drawn.labels, drawn.step, outputs);
                BatchLoss loss = objective.of(drawn.labels, drawn.step);
                double sum = 0;
                for (int from = 0; from < rows; from++) {
                    Found part = Found.of(loss, DType.F64, from, 1, outputs);
                    sum += part.total();
                    for (int k = 0; k < outputs.length; k++) {
                        assertEquals(whole.slopes()[k][from], part.slopes()[k][0], 1e-13, variant + " " + drawn);
                    }
                }
                assertEquals(whole.total(), sum, 1e-12, variant + " " + drawn);
            }
        }
    }

    private static PlainLoss.Logits logits(double[][] logits) {
        return new PlainLoss.Logits(logits[0], logits[1], logits[2]);
    }

    private static PlainLoss.Logits moved(double[][] logits, int output, int row, double by) {
        double[][] moved = {logits[0].clone(), logits[1].clone(), logits[2].clone()};
        moved[output][row] += by;
        return logits(moved);
    }
}
