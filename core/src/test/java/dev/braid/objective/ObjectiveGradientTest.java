package dev.braid.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.braid.schema.Feature;
import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import dev.braid.tensor.NoLeaks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Slopes of every objective that holds nothing fixed, over random trees of tasks, against central differences. */
@AddLifecycleHook(NoLeaks.class)
class ObjectiveGradientTest {
    private static final double STEP = 1e-5;

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void ofDeclaredTasks(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int rows) {
        SplittableRandom random = new SplittableRandom(seed);
        Schema schema = schema(random, random.nextInt(1, 5), false);
        check(new TaskObjective(schema), schema, rows, random);
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void ofTheEntireSpace(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int rows) {
        SplittableRandom random = new SplittableRandom(seed);
        Schema schema = schema(random, random.nextInt(2, 5), false);
        while (Arrays.stream(schema.parents()).allMatch(parent -> parent < 0)) {
            schema = schema(random, random.nextInt(2, 5), false);
        }
        check(EntireSpace.of(new EntireSpaceOptions(), schema), schema, rows, random);
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void ofTheBehaviouralCalibrator(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int rows) {
        SplittableRandom random = new SplittableRandom(seed);
        Schema schema = schema(random, random.nextInt(2, 5), true);
        CalibratorOptions options = new CalibratorOptions(random.nextDouble(0.1, 2));
        check(BehaviouralCalibrator.of(options, schema), schema, rows, random);
    }

    private static Schema schema(SplittableRandom random, int count, boolean chain) {
        List<Task> tasks = new ArrayList<>();
        for (int t = 0; t < count; t++) {
            int parent = chain ? t - 1 : random.nextInt(-1, t);
            Optional<String> name = parent < 0 ? Optional.empty() : Optional.of("t" + parent);
            tasks.add(new Task("t" + t, name, 1, false));
        }
        return new Schema(List.of(new Feature.Numeric("x")), tasks);
    }

    /** Missing labels, tasks without any, and weights of the rows at the roots. */
    private static BatchLabels labels(int[] parents, int rows, SplittableRandom random) {
        float[][] labels = new float[parents.length][rows];
        float[][] weights = new float[parents.length][];
        for (int t = 0; t < parents.length; t++) {
            boolean silent = random.nextInt(5) == 0;
            for (int b = 0; b < rows; b++) {
                labels[t][b] = silent || random.nextInt(5) == 0 ? Float.NaN : random.nextInt(2);
            }
            if (parents[t] < 0 && random.nextBoolean()) {
                weights[t] = new float[rows];
                for (int b = 0; b < rows; b++) {
                    weights[t][b] = random.nextInt(1, 5);
                }
            }
        }
        return new BatchLabels(labels, weights);
    }

    private static void check(Objective objective, Schema schema, int rows, SplittableRandom random) {
        BatchLabels labels = labels(schema.parents(), rows, random);
        double[][] logits = new double[schema.tasks().size()][];
        Arrays.setAll(logits, t -> random.doubles(rows, -3, 3).toArray());
        BatchLoss loss = objective.of(labels, 1);
        boolean any = false;
        for (int t = 0; t < logits.length; t++) {
            any |= loss.valid(t) > 0;
        }
        if (!any) {
            return; // there is nothing to differentiate
        }
        Found found = Found.of(objective, labels, 1, logits);
        for (int t = 0; t < logits.length; t++) {
            for (int b = 0; b < rows; b++) {
                double at = logits[t][b];
                logits[t][b] = at + STEP;
                double up = Found.of(objective, labels, 1, logits).total();
                logits[t][b] = at - STEP;
                double down = Found.of(objective, labels, 1, logits).total();
                logits[t][b] = at;
                String what = "task " + t + " row " + b + " of " + schema.tasks() + " "
                        + Arrays.deepToString(labels.labels()) + " " + Arrays.deepToString(logits);
                assertEquals((up - down) / (2 * STEP), found.slopes()[t][b], 1e-7, what);
            }
        }
    }
}
