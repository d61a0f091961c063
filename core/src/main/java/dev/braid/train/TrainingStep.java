package dev.braid.train;

import dev.braid.data.Batch;
import dev.braid.fault.BadInput;
import dev.braid.model.Output;
import dev.braid.nn.EmbeddingTable;
import dev.braid.nn.Lookup;
import dev.braid.nn.Parameter;
import dev.braid.nn.Pass;
import dev.braid.nn.Seeds;
import dev.braid.nn.TaskCorrelation;
import dev.braid.objective.TaskLabels;
import dev.braid.objective.TaskObjective;
import dev.braid.optim.Optimizer;
import dev.braid.optim.OptimizerOptions;
import dev.braid.tensor.Engine;
import dev.braid.tensor.Gradients;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One optimisation step at a time. A batch is worked through in parts that fit the processor's cache; their gradients
 * add up to the batch's, because every row's share of the loss is fixed before. Parts change nothing but rounding.
 */
public final class TrainingStep implements AutoCloseable {
    private final Network network;
    private final TaskObjective objective;
    private final Optimizer optimizer;
    private final LabelCorrelation correlation;
    private final Engine.Precision precision;
    private final int partRows;
    private final long seed;
    private final List<Parameter> parameters;
    private final List<Variable> sums = new ArrayList<>();

    /**
     * @param partRows rows worked through at once; at least 1
     * @param datasetCorrelation correlations of the labels over the training split, per measure
     * @param seed of everything random in training
     */
    public TrainingStep(
            Network network,
            OptimizerOptions options,
            Engine.Precision precision,
            int partRows,
            Map<TaskCorrelation.Measure, double[][]> datasetCorrelation,
            long seed) {
        if (partRows < 1) {
            throw new IllegalArgumentException("partRows must be at least 1, got " + partRows);
        }
        this.network = network;
        this.objective = new TaskObjective(network.schema());
        this.parameters = network.parameters().trainable();
        this.optimizer = new Optimizer(options, parameters, network.tables());
        this.correlation = new LabelCorrelation(datasetCorrelation);
        this.precision = precision;
        this.partRows = network.couplesRows() ? Integer.MAX_VALUE : partRows;
        this.seed = seed;
        parameters.forEach(
                p -> sums.add(Tensors.state(p.variable().dtype(), p.variable().shape())));
    }

    /**
     * Trains on one batch.
     *
     * @param lookup of the batch, by {@link Network#lookup}
     * @param step number of this step, from 1
     * @throws BadInput if a loss is no longer a finite number
     */
    public StepLoss run(Batch batch, Lookup lookup, long step) {
        Engine.Precision before = Engine.precision();
        Engine.precision(precision);
        try (Scope scope = Scope.open()) {
            return train(batch, lookup, step);
        } finally {
            Engine.precision(before);
        }
    }

    private StepLoss train(Batch batch, Lookup lookup, long step) {
        correlation.next(batch.labels());
        List<TaskLabels> labels = labels(batch);
        List<EmbeddingTable.Touched> touched =
                network.tables().stream().map(t -> t.touch(lookup)).toList();
        List<Tensor> embeddings =
                touched.stream().map(EmbeddingTable.Touched::embeddings).toList();
        sums.forEach(s -> s.fill(0));
        List<List<Tensor>> arriving = new ArrayList<>();
        touched.forEach(t -> arriving.add(new ArrayList<>()));
        double[] losses = new double[labels.size()];
        long stepSeed = Seeds.of(seed, step);
        for (int from = 0, part = 0; from < batch.rows(); from += Math.min(partRows, batch.rows() - from), part++) {
            int rows = Math.min(partRows, batch.rows() - from);
            try (Scope scope = Scope.open()) {
                Pass pass = Pass.training(Seeds.of(stepSeed, part), correlation);
                trainPart(scope, embeddings, labels, from, rows, pass, losses, arriving);
            }
        }
        requireFinite(losses, labels, step);
        List<Tensor> rowGradients = new ArrayList<>();
        for (int i = 0; i < touched.size(); i++) {
            rowGradients.add(touched.get(i).gradient(Tensors.concat(0, arriving.get(i))));
        }
        optimizer.step(List.copyOf(sums), touched, rowGradients, step);
        return report(losses, labels);
    }

    private void trainPart(
            Scope scope,
            List<Tensor> embeddings,
            List<TaskLabels> labels,
            int from,
            int rows,
            Pass pass,
            double[] losses,
            List<List<Tensor>> arriving) {
        List<Tensor> inputs = embeddings.stream()
                .map(e -> Tensors.leaf(e.narrow(0, from, rows)))
                .toList();
        List<Output> outputs = network.model().forward(inputs, pass);
        List<@Nullable Tensor> parts = objective.losses(outputs, labels, network.dtype(), from, rows);
        for (int t = 0; t < losses.length; t++) {
            Tensor part = parts.get(t);
            losses[t] += part == null ? 0 : part.item();
        }
        Tensor total = objective.total(parts);
        List<Tensor> wrt = new ArrayList<>(inputs);
        parameters.forEach(p -> wrt.add(p.variable()));
        List<@Nullable Tensor> gradients = total == null ? List.of() : Gradients.of(total, wrt);
        for (int i = 0; i < inputs.size(); i++) {
            Tensor gradient = total == null ? null : gradients.get(i);
            arriving.get(i)
                    .add(scope.keep(
                            gradient == null
                                    ? Tensors.zeros(
                                            network.dtype(), inputs.get(i).shape())
                                    : gradient));
        }
        for (int i = inputs.size(); i < gradients.size(); i++) {
            Tensor gradient = gradients.get(i);
            if (gradient != null) {
                sums.get(i - inputs.size()).plus(gradient, 1);
            }
        }
    }

    private List<TaskLabels> labels(Batch batch) {
        List<TaskLabels> labels = new ArrayList<>();
        for (int t = 0; t < batch.labels().length; t++) {
            float[][] weights = batch.weights();
            labels.add(TaskLabels.of(batch.labels()[t], weights == null ? null : weights[t]));
        }
        return labels;
    }

    private void requireFinite(double[] losses, List<TaskLabels> labels, long step) {
        for (int t = 0; t < losses.length; t++) {
            if (labels.get(t).valid() > 0 && !Double.isFinite(losses[t])) {
                throw BadInput.of(
                        "step %d: the loss of task '%s' is no longer finite; lower optimizer.learningRate or set"
                                + " optimizer.clipNorm",
                        step, network.schema().tasks().get(t).name());
            }
        }
    }

    private StepLoss report(double[] losses, List<TaskLabels> labels) {
        List<StepLoss.TaskLoss> tasks = new ArrayList<>();
        for (int t = 0; t < losses.length; t++) {
            int valid = labels.get(t).valid();
            tasks.add(new StepLoss.TaskLoss(
                    network.schema().tasks().get(t).name(), valid == 0 ? Double.NaN : losses[t], valid));
        }
        return new StepLoss(tasks);
    }

    /** The optimisers' state by name: with the network's weights and {@link #averages}, all that a checkpoint must hold. */
    public SortedMap<String, Variable> state() {
        return optimizer.state();
    }

    /** The moving averages of label correlations, per measure {@code [T][T]}: to be saved, and put back on resume. */
    public Map<TaskCorrelation.Measure, double[][]> averages() {
        return correlation.average();
    }

    @Override
    public void close() {
        optimizer.close();
        sums.forEach(Variable::close);
    }
}
