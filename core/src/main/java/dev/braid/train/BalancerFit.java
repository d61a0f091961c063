package dev.braid.train;

import dev.braid.catalogue.Balancers;
import dev.braid.catalogue.ModelEntry;
import dev.braid.fault.BadInput;
import dev.braid.objective.balance.Balancer;
import dev.braid.objective.balance.GradientBalancer.Comparison;
import dev.braid.objective.balance.LossBalancer;

/** Whether a model and a dataset have what a balancer balances: known before anything is trained. */
final class BalancerFit {
    private final RunOptions options;
    private final Network network;
    private final Balancer balancer;
    private final String name;

    private BalancerFit(RunOptions options, Network network, Balancer balancer) {
        this.options = options;
        this.network = network;
        this.balancer = balancer;
        this.name = options.balance().entry().name();
    }

    /**
     * @throws BadInput if there is nothing to balance, saying why and what to do
     */
    static void require(RunOptions options, Network network, Balancer balancer) {
        if (options.balance().entry().equals(Balancers.EQUAL)) {
            return;
        }
        BalancerFit fit = new BalancerFit(options, network, balancer);
        fit.requireTasks();
        fit.requireComparableLosses();
        boolean gradients = balancer.match(losses -> losses.probe() != LossBalancer.Probe.NONE, g -> true);
        if (gradients) {
            fit.requireSharing();
            fit.requireRepresentation();
        }
    }

    private void requireTasks() {
        if (network.schema().tasks().size() == 1) {
            throw BadInput.of(
                    "train.balance=%s: the dataset has one task, '%s', so there is nothing to balance; choose equal",
                    name, network.schema().tasks().get(0).name());
        }
    }

    /** What learns from losses keeps something of them. */
    private void requireComparableLosses() {
        if (balancer.state().length > 0
                && options.objective().create(network.schema()).alternates()) {
            throw BadInput.of(
                    "train.balance=%s: it learns from every step's losses, which objective.imputation.alternate=true"
                            + " makes losses of different things; set it to false, or choose train.balance=equal",
                    name);
        }
    }

    private void requireSharing() {
        ModelEntry<?> model = options.model().entry();
        if (model.kind() == ModelEntry.Kind.SINGLE) {
            throw BadInput.of(
                    "train.balance=%s: model '%s' trains an independent copy for every task, which share nothing to"
                            + " balance; choose a multi-task model, or train.balance=equal",
                    name, model.name());
        }
        SharedParameters shared = SharedParameters.of(network);
        boolean tables =
                network.tables().stream().anyMatch(table -> table.task().isEmpty());
        boolean rows = balancer.match(losses -> false, g -> g.embeddings() && tables);
        if (shared.all().isEmpty() && !rows) {
            String also = balancer.match(
                    losses -> "", g -> tables ? "balance.embeddings=true to balance the embedding rows, " : "");
            throw BadInput.of(
                    "train.balance=%s: the tasks of model '%s' share no %s to balance; choose %sanother model,"
                            + " or train.balance=equal",
                    name, model.name(), tables ? "dense weights" : "weights", also);
        }
        boolean weights =
                balancer.match(losses -> !shared.probed(losses.probe()).isEmpty(), g -> true);
        if (!weights) {
            throw BadInput.of(
                    "train.balance=%s: model '%s' has no shared layer whose weights could tell the tasks' gradients;"
                            + " choose another model, or train.balance=equal",
                    name, model.name());
        }
    }

    private void requireRepresentation() {
        boolean wanted = balancer.match(losses -> false, g -> g.comparison() == Comparison.REPRESENTATION);
        if (wanted && !network.marksRepresentation()) {
            throw BadInput.of(
                    "balance.compare=representation: model '%s' marks no representation that its tasks share; choose"
                            + " whole or tensor",
                    network.name());
        }
    }
}
