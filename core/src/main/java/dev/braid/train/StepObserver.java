package dev.braid.train;

import dev.braid.nn.Observer;
import java.util.List;

/** Watches the model at work in one training step. Rows are worked through in parts, each on one thread. */
public interface StepObserver {
    /**
     * Who watches the rows of a part. Called once per part, in order, before any of them begins.
     *
     * @param part its number, from 0
     * @param rows how many rows it has
     */
    Observer ofPart(int part, int rows);

    /**
     * The tasks' gradients of the step, before any balancing; called when all parts are done.
     *
     * @param shared on what the tasks share of the model
     * @param embeddings on the embeddings that the batch's rows read
     */
    void onGradients(TaskGradients shared, TaskGradients embeddings);

    /** Several, in their order. */
    static StepObserver all(List<StepObserver> observers) {
        return observers.size() == 1 ? observers.get(0) : new StepObservers(observers);
    }
}
