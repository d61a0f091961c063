package dev.braid.train;

import dev.braid.nn.Parameter;
import dev.braid.objective.TaskWeights;
import dev.braid.tensor.Gradients;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Differentiates every task's loss λ_t L_t by itself in one step, on what the tasks share, to compare their directions. It
 * leaves the graph as it was, and nothing of it enters the step.
 */
final class TaskComparison implements AutoCloseable {
    private final TaskWeights weights;
    private final StepWorkers workers;
    private final int tasks;
    private final List<Variable> shared;
    private final List<GradientSums> ofTask;
    private final double[][][] ofParts;

    TaskComparison(Network network, TaskWeights weights, StepWorkers workers, int parts) {
        this.weights = weights;
        this.workers = workers;
        this.tasks = network.schema().tasks().size();
        this.shared = SharedParameters.of(network).all().stream()
                .map(Parameter::variable)
                .toList();
        this.ofTask = IntStream.range(0, tasks)
                .mapToObj(t -> new GradientSums(shared, workers.count()))
                .toList();
        this.ofParts = new double[parts][][];
    }

    void differentiate(BatchPart part, ForwardPass forward, int worker) {
        List<Tensor> wrt = new ArrayList<>(forward.leaves());
        wrt.addAll(shared);
        int tables = forward.leaves().size();
        List<List<@Nullable Tensor>> gradients = new ArrayList<>();
        for (int t = 0; t < tasks; t++) {
            Tensor loss = weights.of(t) > 0 ? forward.losses().get(t) : null;
            List<@Nullable Tensor> own = loss == null
                    ? Collections.nCopies(wrt.size(), null)
                    : Gradients.ofRetaining(weights.weighted(t, loss), wrt);
            ofTask.get(t).add(worker, own.subList(tables, wrt.size()), part.isFirstOf(workers.count()));
            gradients.add(own);
        }
        double[][] products = new double[tasks][tasks];
        for (int i = 0; i < tables; i++) {
            int table = i;
            InnerProducts.add(
                    products,
                    InnerProducts.matrix(gradients.stream()
                            .map(g -> orZeros(g.get(table), wrt.get(table)))
                            .toList()));
        }
        ofParts[part.number()] = products;
    }

    private static Tensor orZeros(@Nullable Tensor gradient, Tensor of) {
        return gradient == null ? Tensors.zeros(of.dtype(), of.shape()) : gradient;
    }

    /** Tells the comparison, once all parts are done. */
    void finish(StepObserver observer) {
        List<Workers.Job> merging = new ArrayList<>();
        ofTask.forEach(sums -> merging.addAll(sums.merging(Math.min(workers.count(), ofParts.length))));
        workers.run(merging);
        double[][] ofModel = new double[tasks][tasks];
        for (int p = 0; p < shared.size(); p++) {
            int position = p;
            InnerProducts.add(
                    ofModel,
                    InnerProducts.matrix(ofTask.stream()
                            .map(sums -> sums.total().get(position))
                            .toList()));
        }
        double[][] ofEmbeddings = new double[tasks][tasks];
        for (double[][] products : ofParts) {
            InnerProducts.add(ofEmbeddings, products);
        }
        observer.onGradients(new TaskGradients(ofModel), new TaskGradients(ofEmbeddings));
    }

    @Override
    public void close() {
        ofTask.forEach(GradientSums::close);
    }
}
