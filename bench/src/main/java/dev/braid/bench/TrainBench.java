package dev.braid.bench;

import dev.braid.catalogue.Models;
import dev.braid.data.Batch;
import dev.braid.model.MmoeOptions;
import dev.braid.nn.EmbeddingOptions;
import dev.braid.nn.GateOptions;
import dev.braid.nn.MlpOptions;
import dev.braid.objective.TaskObjective;
import dev.braid.objective.balance.BalancerSetting;
import dev.braid.objective.balance.Equal;
import dev.braid.objective.balance.EqualOptions;
import dev.braid.optim.OptimizerOptions;
import dev.braid.schema.Feature;
import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import dev.braid.tensor.DType;
import dev.braid.tensor.Engine;
import dev.braid.train.Lookups;
import dev.braid.train.ModelChoice;
import dev.braid.train.Network;
import dev.braid.train.TrainingStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/**
 * How many rows per second a training step works through, data already in memory, and what share that is of the
 * machine's own matrix-product rate. That rate is measured between the steps too, since a shared machine drifts.
 */
public final class TrainBench {
    private static final int BATCHES = 8;
    private static final int GEMM_EVERY = 10;

    private TrainBench() {}

    /** Runs the job. */
    public static TrainBenchResult run(TrainBenchOptions options) {
        return with(options, (network, step) -> measure(options, network, step));
    }

    /**
     * How much the resident memory of the process grows over the measured steps of a job, its warm-up left out.
     *
     * @return MB, empty where the system does not tell
     */
    public static OptionalDouble memoryGrowth(TrainBenchOptions options) {
        return with(options, (network, step) -> {
            List<Batch> batches = batches(options);
            double before = Double.NaN;
            for (int i = 0; i < options.warmUp() + options.steps(); i++) {
                if (i == options.warmUp()) {
                    before = ResidentMemory.now().orElse(Double.NaN);
                }
                Batch batch = batches.get(i % BATCHES);
                step.run(batch, network.lookup(batch), i + 1L);
            }
            double growth = ResidentMemory.now().orElse(Double.NaN) - before;
            return Double.isNaN(growth) ? OptionalDouble.empty() : OptionalDouble.of(growth);
        });
    }

    private static <R> R with(TrainBenchOptions options, BiFunction<Network, TrainingStep, R> work) {
        return with(options, OptimizerOptions.DEFAULTS, work);
    }

    static <R> R with(
            TrainBenchOptions options, OptimizerOptions optimizer, BiFunction<Network, TrainingStep, R> work) {
        if (options.threads() > 0) {
            Engine.threads(options.threads());
        }
        Schema schema = schema(options);
        MmoeOptions mmoe = new MmoeOptions(
                options.experts(),
                MlpOptions.DEFAULTS.withHidden(options.expert()),
                GateOptions.DEFAULTS,
                false,
                MlpOptions.DEFAULTS.withHidden(options.tower()));
        ModelChoice<MmoeOptions> choice = new ModelChoice<>(Models.MMOE, mmoe);
        EmbeddingOptions embedding = new EmbeddingOptions(options.width(), EmbeddingOptions.DEFAULTS.numeric());
        try (Network network = Network.create(choice, embedding, schema, DType.F32, 1);
                TrainingStep step = new TrainingStep(
                        network,
                        new TaskObjective(schema),
                        Equal.of(EqualOptions.DEFAULTS, new BalancerSetting(schema, 1, 1, 1)),
                        optimizer,
                        options.precision(),
                        options.partRows(),
                        Map.of(),
                        1)) {
            return work.apply(network, step);
        }
    }

    static TrainBenchResult measure(TrainBenchOptions options, Network network, TrainingStep step) {
        List<Batch> batches = batches(options);
        double[] seconds = new double[options.steps()];
        List<Double> gemm = new ArrayList<>(List.of(GemmRate.gflops(5)));
        long multiplyAdds = 0;
        for (int i = -options.warmUp(); i < options.steps(); i++) {
            Batch batch = batches.get(Math.floorMod(i, BATCHES));
            long before = Engine.multiplyAdds();
            long start = System.nanoTime();
            Lookups lookups = network.lookup(batch);
            step.run(batch, lookups, i + options.warmUp() + 1L);
            if (i >= 0) {
                seconds[i] = (System.nanoTime() - start) * 1e-9;
            }
            multiplyAdds = Engine.multiplyAdds() - before;
            if (i > 0 && i % GEMM_EVERY == 0) {
                gemm.add(GemmRate.gflops(3));
            }
        }
        gemm.add(GemmRate.gflops(5));
        double rowsPerSecond = options.batchSize() / median(seconds);
        double limit = median(gemm.stream().mapToDouble(Double::doubleValue).toArray());
        // Backward computes two products of the size of each forward one: for the inputs and for the weights.
        double gflopPerRow = 3.0 * 2 * multiplyAdds / options.batchSize() * 1e-9;
        return new TrainBenchResult(
                rowsPerSecond,
                median(seconds) * 1e3,
                limit,
                gflopPerRow,
                rowsPerSecond * gflopPerRow / limit,
                ResidentMemory.peak().orElse(-1),
                options.precision().name().toLowerCase(java.util.Locale.ROOT),
                Engine.bf16Native(),
                Engine.threads(),
                Engine.describe());
    }

    private static Schema schema(TrainBenchOptions options) {
        List<Feature> features = new ArrayList<>();
        for (int f = 0; f < options.fields(); f++) {
            features.add(new Feature.Categorical("c" + f, options.embeddingRows() / options.fields()));
        }
        List<Task> tasks = new ArrayList<>();
        for (int t = 0; t < options.tasks(); t++) {
            tasks.add(new Task("t" + t, Optional.empty(), 1, false));
        }
        return new Schema(features, tasks);
    }

    private static List<Batch> batches(TrainBenchOptions options) {
        SplittableRandom random = new SplittableRandom(7);
        int vocabulary = options.embeddingRows() / options.fields();
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            int[][] ids = new int[options.fields()][];
            for (int f = 0; f < ids.length; f++) {
                ids[f] = random.ints(options.batchSize(), 0, vocabulary).toArray();
            }
            float[][] labels = new float[options.tasks()][options.batchSize()];
            for (float[] label : labels) {
                for (int b = 0; b < label.length; b++) {
                    label[b] = random.nextInt(2);
                }
            }
            int fields = options.fields();
            batches.add(new Batch(
                    options.batchSize(), ids, new float[fields][], new Batch.Bag[fields], labels, null, null));
        }
        return batches;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
