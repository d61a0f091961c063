package dev.braid.optim;

import dev.braid.nn.Parameter;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Variable;
import java.util.Map;

/** Changes one dense variable along its gradient, at its own multiple of the learning rate. */
interface DenseOptimizer {
    /**
     * @param gradient of the parameter's shape
     * @param step number of this step, from 1
     */
    void update(Parameter parameter, Tensor gradient, long step);

    /** The optimiser's state by name. */
    Map<String, Variable> state();
}
