package dev.braid.train;

import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gradients of some variables, which several threads add up over the parts of a batch, each in memory of its own. */
final class GradientSums implements AutoCloseable {
    private final List<List<Variable>> ofWorker = new ArrayList<>();

    /** Sums for the gradients of {@code variables}, on {@code workers} threads. */
    GradientSums(List<Variable> variables, int workers) {
        for (int w = 0; w < workers; w++) {
            ofWorker.add(variables.stream()
                    .map(v -> Tensors.state(v.dtype(), v.shape()))
                    .toList());
        }
    }

    /**
     * Adds the gradients of one part.
     *
     * @param gradients one per variable, null where there is none
     * @param first whether it is the thread's first part in this step
     */
    void add(int worker, List<@Nullable Tensor> gradients, boolean first) {
        List<Variable> sums = ofWorker.get(worker);
        for (int i = 0; i < sums.size(); i++) {
            add(sums.get(i), gradients.get(i), first);
        }
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

    /**
     * The work that adds up the sums of all threads, in jobs that may run in any order.
     *
     * @param used how many threads had a part
     */
    List<Workers.Job> merging(int used) {
        List<Workers.Job> jobs = new ArrayList<>();
        for (int i = 0; i < ofWorker.get(0).size(); i++) {
            int v = i;
            jobs.add(worker -> {
                for (int w = 1; w < used; w++) {
                    ofWorker.get(0).get(v).plus(ofWorker.get(w).get(v), 1);
                }
            });
        }
        return jobs;
    }

    /** The sums over the whole batch, once the {@link #merging} is done; overwritten by the next step. */
    List<Variable> total() {
        return ofWorker.get(0);
    }

    @Override
    public void close() {
        ofWorker.forEach(sums -> sums.forEach(Variable::close));
    }
}
