package dev.braid.train;

import dev.braid.nn.Parameter;
import dev.braid.objective.balance.LossBalancer;
import dev.braid.tensor.Variable;
import java.util.List;
import java.util.Optional;

/**
 * The dense trainable parameters that the tasks of a network share: those that belong to no task alone.
 *
 * @param all in the order of their making
 * @param last the weight of the last shared layer; empty where the network has none
 */
record SharedParameters(List<Parameter> all, Optional<Variable> last) {
    static SharedParameters of(Network network) {
        List<Parameter> shared = network.parameters().trainable().stream()
                .filter(p -> p.task().isEmpty())
                .toList();
        Optional<Variable> lastMade = shared.stream()
                .filter(p -> p.role() == Parameter.Role.WEIGHT)
                .map(Parameter::variable)
                .reduce((earlier, later) -> later);
        return new SharedParameters(shared, network.model().lastSharedWeight().or(() -> lastMade));
    }

    /** What a balancer wants to see the gradients of; empty also where the network has no such thing. */
    List<Variable> probed(LossBalancer.Probe probe) {
        return switch (probe) {
            case NONE -> List.of();
            case LAST -> last.stream().toList();
            case ALL -> all.stream().map(Parameter::variable).toList();
        };
    }
}
