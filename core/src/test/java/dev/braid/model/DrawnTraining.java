package dev.braid.model;

import dev.braid.catalogue.ModelEntry;
import dev.braid.catalogue.ObjectiveEntry;
import dev.braid.fault.BadInput;
import dev.braid.nn.Pass;
import dev.braid.objective.BatchLabels;
import dev.braid.objective.Objective;
import dev.braid.objective.TaskWeights;
import dev.braid.options.OptionReader;
import dev.braid.schema.Feature;
import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import dev.braid.tensor.DType;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A model of the catalogue with random options, and its own objective with random options on a random batch: tasks in a
 * random tree, labels that are missing, row weights, a task without any label, a single row.
 */
final class DrawnTraining {
    private static final int ATTEMPTS = 500;

    final int rows;
    final Objective objective;
    private final ModelEntry<?> entry;
    private final long seed;
    private final boolean training;
    private final ModelShape shape;
    private final Schema schema;
    private final BatchLabels labels;
    private final long step;
    private final String[] objectiveSettings;
    private final String[] settings;

    DrawnTraining(ModelEntry<?> entry, long seed, boolean training) {
        SplittableRandom random = new SplittableRandom(seed);
        this.entry = entry;
        this.seed = seed;
        this.training = training;
        rows = random.nextInt(1, 6);
        DrawnOptions options = new DrawnOptions(random, !training || rows > 2, !training);
        objectiveSettings = options.of(entry.objective().defaults());
        schema = schema(entry, random, objectiveSettings);
        objective = objective(entry.objective(), objectiveSettings, schema);
        shape = new ModelShape(
                random.nextInt(1, 5), 2 * random.nextInt(1, 3), schema.tasks().size());
        labels = labels(schema.parents(), rows, random);
        step = random.nextInt(1, 5);
        settings = settings(options);
    }

    private static <J extends Record> Objective objective(ObjectiveEntry<J> entry, String[] settings, Schema schema) {
        return entry.factory().create(OptionReader.of(List.of(settings)).read(entry.defaults()), schema);
    }

    /** Trees of one to three tasks, until the objective takes one. */
    private static Schema schema(ModelEntry<?> entry, SplittableRandom random, String... settings) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<Task> tasks = new ArrayList<>();
            int count = random.nextInt(1, 4);
            for (int t = 0; t < count; t++) {
                int parent = random.nextInt(-1, t);
                Optional<String> name = parent < 0 ? Optional.empty() : Optional.of("t" + parent);
                tasks.add(new Task("t" + t, name, random.nextInt(1, 4) / 2.0, false));
            }
            Schema schema = new Schema(List.of(new Feature.Numeric("x")), tasks);
            try {
                objective(entry.objective(), settings, schema);
                return schema;
            } catch (BadInput refused) {
                // another draw
            }
        }
        throw new AssertionError(entry.name() + " took none of " + ATTEMPTS + " schemas");
    }

    private static BatchLabels labels(int[] parents, int rows, SplittableRandom random) {
        float[][] labels = new float[parents.length][rows];
        float[][] weights = new float[parents.length][];
        for (int t = 0; t < parents.length; t++) {
            boolean silent = random.nextInt(6) == 0;
            for (int b = 0; b < rows; b++) {
                boolean missing = silent || random.nextInt(6) == 0 || (parents[t] >= 0 && labels[parents[t]][b] != 1);
                labels[t][b] = missing ? Float.NaN : random.nextInt(3) > 0 ? 1 : 0;
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

    /** Random settings, again until the model takes them. */
    private String[] settings(DrawnOptions options) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String[] drawn = options.of(entry.defaults());
            try {
                SmallModel.of(entry.name(), shape, 1, drawn).close();
                return drawn;
            } catch (BadInput refused) {
                // another draw
            }
        }
        throw new AssertionError(entry.name() + " took none of " + ATTEMPTS + " settings");
    }

    SmallModel model() {
        SmallModel model = SmallModel.of(entry.name(), shape, seed, settings).withPenalty();
        model.perturb(0.2, seed);
        return model;
    }

    /** The pass that is differentiated, afresh. */
    Pass pass() {
        return training ? Passes.training(seed, shape.tasks()) : Pass.evaluation();
    }

    /** Σ_t λ_t L_t of the model's own objective. */
    Tensor loss(List<Output> outputs) {
        Tensor none = outputs.get(0).logit().sum().mul(0); // where no label says anything
        Tensor total = new TaskWeights(schema).total(objective.of(labels, step).shares(outputs, DType.F64, 0, rows));
        return total == null ? none : none.add(total);
    }

    /** A loss with fixed slopes by the logits {@code [outputs][B]}. */
    SmallModel.Loss linear(double[][] slopes) {
        return outputs -> IntStream.range(0, slopes.length)
                .mapToObj(k -> outputs.get(k)
                        .logit()
                        .mul(Tensors.of(DType.F64, slopes[k], rows))
                        .sum())
                .reduce(Tensor::add)
                .orElseThrow();
    }

    @Override
    public String toString() {
        return String.join(
                ", ",
                entry.name() + " seed " + seed + (training ? " training " : " evaluation ") + shape,
                Arrays.toString(settings),
                Arrays.toString(objectiveSettings),
                "step " + step,
                schema.tasks() + " " + Arrays.deepToString(labels.labels()));
    }
}
