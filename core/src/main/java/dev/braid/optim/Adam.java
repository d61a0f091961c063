package dev.braid.optim;

import dev.braid.nn.Parameter;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adam on dense weights. State: {@code adam.m/NAME} and {@code adam.v/NAME}. */
final class Adam implements DenseOptimizer {
    private final AdamRule rule;
    private final Map<String, Variable> state = new LinkedHashMap<>();

    Adam(AdamRule rule, List<Parameter> parameters) {
        this.rule = rule;
        for (Parameter p : parameters) {
            state.put(
                    "adam.m/" + p.name(),
                    Tensors.state(p.variable().dtype(), p.variable().shape()));
            state.put(
                    "adam.v/" + p.name(),
                    Tensors.state(p.variable().dtype(), p.variable().shape()));
        }
    }

    @Override
    public void update(Parameter parameter, Tensor gradient, long step) {
        rule.atRate(parameter.rate())
                .apply(
                        parameter.variable(),
                        state.get("adam.m/" + parameter.name()),
                        state.get("adam.v/" + parameter.name()),
                        gradient,
                        step);
    }

    @Override
    public Map<String, Variable> state() {
        return state;
    }
}
