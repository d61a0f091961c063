package dev.braid.train;

import dev.braid.data.Batch;
import dev.braid.fault.BadInput;
import dev.braid.fault.Diverged;
import dev.braid.model.Output;
import dev.braid.nn.EmbeddingTable;
import dev.braid.nn.Pass;
import dev.braid.nn.Seeds;
import dev.braid.nn.TaskCorrelation;
import dev.braid.objective.BatchLabels;
import dev.braid.objective.BatchLoss;
import dev.braid.objective.Objective;
import dev.braid.objective.balance.Balancer;
import dev.braid.optim.Optimizer;
import dev.braid.optim.OptimizerOptions;
import dev.braid.tensor.Engine;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Balancer balancer;
    private final Optimizer optimizer;
    private final LabelCorrelation correlation;
    private final int partRows;
    private final long seed;
    private final StepWorkers workers;
    private final BackwardPass backward;

    /**
     * @param objective what is minimised
     * @param balancer how the tasks' losses become one step
     * @param partRows rows worked through at once; at least 1
     * @param datasetCorrelation correlations of the labels over the training split, per measure
     * @param seed of everything random in training
     */
    public TrainingStep(
            Network network,
            Objective objective,
            Balancer balancer,
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
        this.balancer = balancer;
        this.optimizer = new Optimizer(options, network.parameters().trainable(), network.tables());
        this.correlation = new LabelCorrelation(datasetCorrelation);
        this.partRows = partRows;
        this.seed = seed;
        this.workers = new StepWorkers(network.workers(), precision);
        this.backward = BackwardPasses.of(balancer, network, workers);
    }

    /**
     * Trains on one batch.
     *
     * @param lookups of the batch, by {@link Network#lookup}
     * @param step number of this step, from 1
     * @throws BadInput if a loss is no longer a finite number
     */
    public StepLoss run(Batch batch, Lookups lookups, long step) {
        return run(batch, lookups, step, Optional.empty());
    }

    /**
     * As {@link #run(Batch, Lookups, long)}, with the same bits.
     *
     * @param observer who watches the model at work; what throws ends the step before anything is updated
     */
    public StepLoss run(Batch batch, Lookups lookups, long step, Optional<StepObserver> observer) {
        return Engine.untilDone(() -> train(batch, lookups, step, observer));
    }

    private StepLoss train(Batch batch, Lookups lookups, long step, Optional<StepObserver> observer) {
        if (network.couplesRows() && batch.rows() < 2) {
            throw new BadInput("step " + step + ": batch normalisation cannot work on a batch of one row; choose a"
                    + " train.batchSize that does not leave one row over, or turn batchNorm off");
        }
        correlation.next(batch.labels());
        BatchLoss loss = objective.of(new BatchLabels(batch.labels(), batch.weights()), step);
        List<BatchPart> parts = divide(batch.rows());
        try (Scope scope = Scope.open();
                ObservedStep observed = ObservedStep.of(observer, network, workers, parts)) {
            backward.begin(step);
            workers.run(parts.stream()
                    .<Workers.Job>map(part -> worker -> {
                        ForwardPass forward = forward(part, lookups, loss, step, observed);
                        part.losses(forward.losses());
                        observed.differentiate(part, forward, worker);
                        backward.differentiate(part, forward, worker);
                    })
                    .toList());
            double[] losses = new double[network.schema().tasks().size()];
            parts.forEach(part -> part.addLosses(losses));
            requireFinite(losses, loss, step);
            observed.finish();
            BackwardPass.Result gradients = backward.finish(parts, lookups, balanced(losses, loss));
            update(gradients, step);
            return report(losses, loss, gradients.factors());
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

    private ForwardPass forward(BatchPart part, Lookups lookups, BatchLoss loss, long step, ObservedStep observed) {
        List<EmbeddingTable.Embedded> embedded = network.embed(lookups, part.from(), part.rows());
        List<Tensor> leaves =
                embedded.stream().map(e -> Tensors.leaf(e.embeddings())).toList();
        Pass pass = Pass.training(Seeds.of(seed, step), part.number(), correlation, observed.of(part));
        List<Output> outputs = network.forward(leaves, pass);
        List<@Nullable Tensor> losses = loss.shares(outputs, network.dtype(), part.from(), part.rows());
        return new ForwardPass(embedded, leaves, pass, losses);
    }

    private void update(BackwardPass.Result gradients, long step) {
        workers.run(optimizer.step(gradients.dense(), gradients.rows(), step, workers.count()).stream()
                .<Workers.Job>map(job -> worker -> job.run())
                .toList());
    }

    /** L_t of every task; NaN where it takes no part in balancing. */
    private double[] balanced(double[] losses, BatchLoss loss) {
        double[] balanced = losses.clone();
        for (int t = 0; t < losses.length; t++) {
            if (loss.valid(t) == 0 || network.schema().tasks().get(t).weight() == 0) {
                balanced[t] = Double.NaN;
            }
        }
        return balanced;
    }

    private void requireFinite(double[] losses, BatchLoss loss, long step) {
        for (int t = 0; t < losses.length; t++) {
            if (loss.valid(t) > 0 && !Double.isFinite(losses[t])) {
                throw Diverged.of(
                        "step %d: the loss of task '%s' is no longer finite; lower optimizer.learningRate or set"
                                + " optimizer.clipNorm",
                        step, network.schema().tasks().get(t).name());
            }
        }
    }

    private StepLoss report(double[] losses, BatchLoss loss, double[] factors) {
        List<StepLoss.TaskLoss> tasks = new ArrayList<>();
        for (int t = 0; t < losses.length; t++) {
            int valid = loss.valid(t);
            tasks.add(new StepLoss.TaskLoss(
                    network.schema().tasks().get(t).name(), valid == 0 ? Double.NaN : losses[t], valid, factors[t]));
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

    /** What the balancer has learned: to be saved, and put back on resume. */
    public double[] balance() {
        return balancer.state();
    }

    /** Goes on from the {@link #balance} of a checkpoint. */
    public void restoreBalance(double[] state) {
        balancer.restore(state);
    }

    @Override
    public void close() {
        optimizer.close();
        backward.close();
    }
}
