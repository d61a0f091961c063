package dev.braid.train;

import dev.braid.nn.Parameter;
import dev.braid.objective.balance.LossBalancer;
import dev.braid.tensor.Variable;
import java.util.List;

/**
 * The dense trainable parameters that the tasks of a network share: those that belong to no task alone.
 *
 * @param all in the order of their making
 */
record SharedParameters(List<Parameter> all) {
    static SharedParameters of(Network network) {
        return new SharedParameters(network.parameters().trainable().stream()
                .filter(p -> p.task().isEmpty())
                .toList());
    }

    /** The weights that a balancer wants to see the gradients of; empty also where the network has none. */
    List<Variable> probed(LossBalancer.Probe probe) {
        List<Variable> weights = all.stream()
                .filter(p -> p.role() == Parameter.Role.WEIGHT)
                .map(Parameter::variable)
                .toList();
        return switch (probe) {
            case NONE -> List.of();
            case LAST -> weights.subList(Math.max(0, weights.size() - 1), weights.size());
            case ALL -> all.stream().map(Parameter::variable).toList();
        };
    }
}
