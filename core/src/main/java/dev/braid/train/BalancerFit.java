package dev.braid.train;

import dev.braid.catalogue.Balancers;
import dev.braid.catalogue.ModelEntry;
import dev.braid.fault.BadInput;
import dev.braid.objective.balance.Balancer;
import dev.braid.objective.balance.LossBalancer;

/** Whether a model and a dataset have what a balancer balances: known before anything is trained. */
final class BalancerFit {
    private BalancerFit() {}

    /**
     * @throws BadInput if there is nothing to balance, saying why and what to do
     */
    static void require(RunOptions options, Network network, Balancer balancer) {
        String name = options.balance().entry().name();
        if (options.balance().entry().equals(Balancers.EQUAL)) {
            return;
        }
        if (network.schema().tasks().size() == 1) {
            throw BadInput.of(
                    "train.balance=%s: the dataset has one task, '%s', so there is nothing to balance; choose equal",
                    name, network.schema().tasks().get(0).name());
        }
        ModelEntry<?> model = options.model().entry();
        boolean gradients = balancer.match(losses -> losses.probe() != LossBalancer.Probe.NONE, g -> true);
        if (gradients && model.kind() == ModelEntry.Kind.SINGLE) {
            throw BadInput.of(
                    "train.balance=%s: model '%s' trains an independent copy for every task, which share nothing to"
                            + " balance; choose a multi-task model, or train.balance=equal",
                    name, model.name());
        }
        SharedParameters shared = SharedParameters.of(network);
        boolean tables =
                network.tables().stream().anyMatch(table -> table.task().isEmpty());
        boolean rows = balancer.match(losses -> false, g -> g.embeddings() && tables);
        if (gradients && shared.all().isEmpty() && !rows) {
            String also = balancer.match(
                    losses -> "", g -> tables ? "balance.embeddings=true to balance the embedding rows, " : "");
            throw BadInput.of(
                    "train.balance=%s: the tasks of model '%s' share no %s to balance; choose %sanother model,"
                            + " or train.balance=equal",
                    name, model.name(), tables ? "dense weights" : "weights", also);
        }
        boolean weights =
                balancer.match(losses -> !shared.probed(losses.probe()).isEmpty(), g -> true);
        if (gradients && !weights) {
            throw BadInput.of(
                    "train.balance=%s: model '%s' has no shared layer whose weights could tell the tasks' gradients;"
                            + " choose another model, or train.balance=equal",
                    name, model.name());
        }
    }
}
