package dev.braid.train;

import dev.braid.objective.TaskWeights;
import dev.braid.objective.balance.Balancer;

/** The backward pass that a balancer needs. */
final class BackwardPasses {
    private BackwardPasses() {}

    static BackwardPass of(Balancer balancer, Network network, StepWorkers workers) {
        TaskWeights weights = new TaskWeights(network.schema());
        return balancer.match(
                losses -> new SummedBackward(network, weights, losses, workers),
                gradients -> new TaskwiseBackward(network, weights, gradients, workers));
    }
}
