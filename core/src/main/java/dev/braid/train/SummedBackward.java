package dev.braid.train;

import dev.braid.nn.EmbeddingTable;
import dev.braid.nn.Parameter;
import dev.braid.objective.TaskWeights;
import dev.braid.objective.balance.LossBalancer;
import dev.braid.optim.RowGradient;
import dev.braid.tensor.Gradients;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One differentiation of {@code Σ_t λ_t w_t L_t}, with factors w_t that a balancer knows beforehand. */
final class SummedBackward implements BackwardPass {
    private final Network network;
    private final TaskWeights weights;
    private final LossBalancer balancer;
    private final StepWorkers workers;
    private final List<Variable> parameters;
    private final GradientSums sums;
    private final GradientNorms norms;
    private long step;
    private double[] factors = {};

    SummedBackward(Network network, TaskWeights weights, LossBalancer balancer, StepWorkers workers) {
        this.network = network;
        this.weights = weights;
        this.balancer = balancer;
        this.workers = workers;
        this.parameters = network.parameters().trainable().stream()
                .map(Parameter::variable)
                .toList();
        this.sums = new GradientSums(parameters, workers.count());
        this.norms = new GradientNorms(
                SharedParameters.of(network).probed(balancer.probe()),
                network.schema().tasks().size(),
                workers);
    }

    @Override
    public void begin(long number) {
        step = number;
        factors = balancer.factors(number);
    }

    @Override
    public void differentiate(BatchPart part, ForwardPass forward, int worker) {
        boolean first = part.isFirstOf(workers.count());
        norms.add(worker, forward.losses(), first);
        int tables = forward.leaves().size();
        List<Tensor> wrt = new ArrayList<>(forward.leaves());
        wrt.addAll(parameters);
        // The model's penalty is over no rows: the first part takes it on.
        Tensor penalty = part.number() == 0 ? network.model().penalty() : null;
        Tensor total = sum(weights.total(forward.losses(), factors), penalty);
        List<@Nullable Tensor> gradients =
                total == null ? Collections.nCopies(wrt.size(), null) : Gradients.of(total, wrt);
        for (int i = 0; i < tables; i++) {
            Tensor gradient = gradients.get(i);
            Tensor arriving =
                    gradient == null ? Tensors.zeros(network.dtype(), wrt.get(i).shape()) : gradient;
            part.keep(forward.embedded().get(i).entryGradient(arriving));
        }
        sums.add(worker, gradients.subList(tables, wrt.size()), first);
    }

    private static @Nullable Tensor sum(@Nullable Tensor total, @Nullable Tensor penalty) {
        if (penalty == null || total == null) {
            return penalty == null ? total : penalty;
        }
        return total.add(penalty);
    }

    @Override
    public Result finish(List<BatchPart> parts, Lookups lookups, double[] losses) {
        int used = Math.min(workers.count(), parts.size());
        workers.run(sums.merging(used));
        List<RowGradient> rows = new ArrayList<>();
        for (int i = 0; i < network.tables().size(); i++) {
            int table = i;
            Tensor gradient = EmbeddingTable.rowGradient(
                    lookups.of(table),
                    parts.stream().map(part -> part.kept(table)).toList());
            rows.add(new RowGradient(network.tables().get(i), lookups.of(i), gradient));
        }
        balancer.learn(step, losses, norms.finish(used));
        return new Result(sums.total(), rows, factors);
    }

    @Override
    public void close() {
        sums.close();
        norms.close();
    }
}
