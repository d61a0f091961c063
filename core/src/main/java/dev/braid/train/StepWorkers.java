package dev.braid.train;

import dev.braid.tensor.Engine;
import dev.braid.tensor.Scope;
import java.util.List;

/**
 * The threads of a training step: every job runs in a scope of its own, in the precision of the training.
 *
 * @param workers the threads
 * @param precision of matrix products
 */
record StepWorkers(Workers workers, Engine.Precision precision) {
    /** The number of threads. */
    int count() {
        return workers.count();
    }

    /** Does all jobs and waits for them. */
    void run(List<? extends Workers.Job> jobs) {
        workers.run(jobs.stream()
                .<Workers.Job>map(job -> worker -> Engine.withPrecision(precision, () -> {
                    try (Scope scope = Scope.open()) {
                        job.run(worker);
                    }
                }))
                .toList());
    }
}
