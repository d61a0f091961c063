package dev.braid.train;

import dev.braid.tensor.Gradients;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The norms {@code ‖∂L_t/∂W‖₂} of every task's gradient on some weights W, over a whole batch: the gradients of its parts
 * are added up before the norm is taken. Does nothing where there are no such weights.
 */
final class GradientNorms implements AutoCloseable {
    private final List<Variable> weights;
    private final StepWorkers workers;
    private final List<GradientSums> ofTask = new ArrayList<>();

    GradientNorms(List<Variable> weights, int tasks, StepWorkers workers) {
        this.weights = weights;
        this.workers = workers;
        for (int t = 0; t < tasks && !weights.isEmpty(); t++) {
            ofTask.add(new GradientSums(weights, workers.count()));
        }
    }

    /** Differentiates every task's loss; the graph stays. */
    void add(int worker, List<@Nullable Tensor> losses, boolean first) {
        for (int t = 0; t < ofTask.size(); t++) {
            Tensor loss = losses.get(t);
            ofTask.get(t)
                    .add(
                            worker,
                            loss == null
                                    ? Collections.nCopies(weights.size(), null)
                                    : Gradients.ofRetaining(loss, weights),
                            first);
        }
    }

    /**
     * The norms, once all parts are done.
     *
     * @param used how many threads had a part
     * @return one per task, or nothing
     */
    double[] finish(int used) {
        List<Workers.Job> merging = new ArrayList<>();
        ofTask.forEach(sums -> merging.addAll(sums.merging(used)));
        workers.run(merging);
        return ofTask.stream().mapToDouble(sums -> norm(sums.total())).toArray();
    }

    private static double norm(List<Variable> gradients) {
        double squares = 0;
        for (Variable gradient : gradients) {
            squares += InnerProducts.of(gradient, gradient);
        }
        return Math.sqrt(squares);
    }

    @Override
    public void close() {
        ofTask.forEach(GradientSums::close);
    }
}
