package dev.braid.train;

import dev.braid.data.Batch;
import dev.braid.fault.BadInput;
import dev.braid.model.Output;
import dev.braid.nn.EmbeddingTable;
import dev.braid.nn.Parameter;
import dev.braid.nn.Pass;
import dev.braid.nn.Seeds;
import dev.braid.nn.TaskCorrelation;
import dev.braid.objective.BatchLabels;
import dev.braid.objective.BatchLoss;
import dev.braid.objective.Objective;
import dev.braid.objective.TaskWeights;
import dev.braid.optim.Optimizer;
import dev.braid.optim.OptimizerOptions;
import dev.braid.optim.RowGradient;
import dev.braid.tensor.Engine;
import dev.braid.tensor.Gradients;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One optimisation step at a time. A batch is worked through in parts that fit the processor's cache, each on one thread;
 * their gradients add up to the batch's, because every row's share of the loss is fixed before. Parts change nothing but
 * rounding.
 */
public final class TrainingStep implements AutoCloseable {
    private final Network network;
    private final Objective objective;
    private final TaskWeights weights;
    private final Optimizer optimizer;
    private final LabelCorrelation correlation;
    private final Engine.Precision precision;
    private final int partRows;
    private final long seed;
    private final List<Parameter> parameters;
    private final Workers workers;
    private final List<List<Variable>> sums = new ArrayList<>();

    /**
     * @param objective what is minimised
     * @param partRows rows worked through at once; at least 1
     * @param datasetCorrelation correlations of the labels over the training split, per measure
     * @param seed of everything random in training
     */
    public TrainingStep(
            Network network,
            Objective objective,
            OptimizerOptions options,
            Engine.Precision precision,
            int partRows,
            Map<TaskCorrelation.Measure, double[][]> datasetCorrelation,
            long seed) {
        if (partRows < 1) {
            throw new IllegalArgumentException("partRows must be at least 1, got " + partRows);
        }
        this.network = network;
        this.objective = objective;
        this.weights = new TaskWeights(network.schema());
        this.parameters = network.parameters().trainable();
        this.optimizer = new Optimizer(options, parameters, network.tables());
        this.correlation = new LabelCorrelation(datasetCorrelation);
        this.precision = precision;
        this.partRows = partRows;
        this.seed = seed;
        this.workers = network.workers();
        for (int w = 0; w < workers.count(); w++) {
            sums.add(parameters.stream()
                    .map(p -> Tensors.state(p.variable().dtype(), p.variable().shape()))
                    .toList());
        }
    }

    /**
     * Trains on one batch.
     *
     * @param lookups of the batch, by {@link Network#lookup}
     * @param step number of this step, from 1
     * @throws BadInput if a loss is no longer a finite number
     */
    public StepLoss run(Batch batch, Lookups lookups, long step) {
        return Engine.untilDone(() -> train(batch, lookups, step));
    }

    private StepLoss train(Batch batch, Lookups lookups, long step) {
        if (network.couplesRows() && batch.rows() < 2) {
            throw new BadInput("step " + step + ": batch normalisation cannot work on a batch of one row; choose a"
                    + " train.batchSize that does not leave one row over, or turn batchNorm off");
        }
        correlation.next(batch.labels());
        BatchLoss loss = objective.of(new BatchLabels(batch.labels(), batch.weights()), step);
        List<BatchPart> parts = divide(batch.rows());
        try (Scope scope = Scope.open()) {
            work(parts.stream()
                    .<Workers.Job>map(part -> worker -> trainPart(part, lookups, loss, step, worker))
                    .toList());
            double[] losses = new double[network.schema().tasks().size()];
            parts.forEach(part -> part.addLosses(losses));
            requireFinite(losses, loss, step);
            update(parts, lookups, step);
            return report(losses, loss);
        } finally {
            parts.forEach(BatchPart::close);
        }
    }

    private List<BatchPart> divide(int rows) {
        int share = (rows + workers.count() - 1) / workers.count();
        int length = network.couplesRows() || objective.couplesRows() ? rows : Math.max(1, Math.min(partRows, share));
        List<BatchPart> parts = new ArrayList<>();
        for (int from = 0; from < rows; from += length) {
            parts.add(new BatchPart(parts.size(), from, Math.min(length, rows - from)));
        }
        return parts;
    }

    private void trainPart(BatchPart part, Lookups lookups, BatchLoss loss, long step, int worker) {
        List<EmbeddingTable.Embedded> embedded = network.embed(lookups, part.from(), part.rows());
        List<Tensor> wrt = new ArrayList<>();
        embedded.forEach(e -> wrt.add(Tensors.leaf(e.embeddings())));
        Pass pass = Pass.training(Seeds.of(seed, step), part.number(), correlation);
        List<Output> outputs = network.model().forward(List.copyOf(wrt), pass);
        List<@Nullable Tensor> losses = loss.shares(outputs, network.dtype(), part.from(), part.rows());
        part.losses(losses);
        parameters.forEach(p -> wrt.add(p.variable()));
        Tensor total = plusPenalty(weights.total(losses), part);
        List<@Nullable Tensor> gradients =
                total == null ? Collections.nCopies(wrt.size(), null) : Gradients.of(total, wrt);
        for (int i = 0; i < embedded.size(); i++) {
            Tensor gradient = gradients.get(i);
            Tensor arriving =
                    gradient == null ? Tensors.zeros(network.dtype(), wrt.get(i).shape()) : gradient;
            part.keep(embedded.get(i).entryGradient(arriving));
        }
        List<Variable> sum = sums.get(worker);
        boolean first = part.number() < workers.count(); // of this worker in this step
        for (int i = 0; i < sum.size(); i++) {
            add(sum.get(i), gradients.get(embedded.size() + i), first);
        }
    }

    /** The model's penalty is over no rows: the first part takes it on. */
    private @Nullable Tensor plusPenalty(@Nullable Tensor total, BatchPart part) {
        Tensor penalty = part.number() == 0 ? network.model().penalty() : null;
        if (penalty == null || total == null) {
            return penalty == null ? total : penalty;
        }
        return total.add(penalty);
    }

    private static void add(Variable sum, @Nullable Tensor gradient, boolean first) {
        if (first && gradient != null) {
            sum.assign(gradient);
        } else if (first) {
            sum.fill(0);
        } else if (gradient != null) {
            sum.plus(gradient, 1);
        }
    }

    private void update(List<BatchPart> parts, Lookups lookups, long step) {
        int used = Math.min(workers.count(), parts.size());
        List<Workers.Job> merge = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            int p = i;
            merge.add(worker -> {
                for (int w = 1; w < used; w++) {
                    sums.get(0).get(p).plus(sums.get(w).get(p), 1);
                }
            });
        }
        work(merge);
        List<RowGradient> rowGradients = new ArrayList<>();
        for (int i = 0; i < network.tables().size(); i++) {
            int table = i;
            Tensor gradient = EmbeddingTable.rowGradient(
                    lookups.of(table),
                    parts.stream().map(part -> part.kept(table)).toList());
            rowGradients.add(new RowGradient(network.tables().get(i), lookups.of(i), gradient));
        }
        work(optimizer.step(sums.get(0), rowGradients, step, workers.count()).stream()
                .<Workers.Job>map(job -> worker -> job.run())
                .toList());
    }

    /** Jobs in scopes of their own, in the precision of this training. */
    private void work(List<Workers.Job> jobs) {
        workers.run(jobs.stream()
                .<Workers.Job>map(job -> worker -> Engine.withPrecision(precision, () -> {
                    try (Scope scope = Scope.open()) {
                        job.run(worker);
                    }
                }))
                .toList());
    }

    private void requireFinite(double[] losses, BatchLoss loss, long step) {
        for (int t = 0; t < losses.length; t++) {
            if (loss.valid(t) > 0 && !Double.isFinite(losses[t])) {
                throw BadInput.of(
                        "step %d: the loss of task '%s' is no longer finite; lower optimizer.learningRate or set"
                                + " optimizer.clipNorm",
                        step, network.schema().tasks().get(t).name());
            }
        }
    }

    private StepLoss report(double[] losses, BatchLoss loss) {
        List<StepLoss.TaskLoss> tasks = new ArrayList<>();
        for (int t = 0; t < losses.length; t++) {
            int valid = loss.valid(t);
            tasks.add(new StepLoss.TaskLoss(
                    network.schema().tasks().get(t).name(), valid == 0 ? Double.NaN : losses[t], valid));
        }
        return new StepLoss(tasks);
    }

    /** The optimisers' state by name: with the network's weights and {@link #averages}, all that a checkpoint must hold. */
    public SortedMap<String, Variable> state() {
        return optimizer.state();
    }

    /** The decayed sums behind the moving averages of label correlations: to be saved, and put back on resume. */
    public double[][] averages() {
        return correlation.averages();
    }

    /** Goes on from the {@link #averages} of a checkpoint. */
    public void restoreAverages(double[][] averages) {
        correlation.restore(averages);
    }

    @Override
    public void close() {
        optimizer.close();
        sums.forEach(sum -> sum.forEach(Variable::close));
    }
}
