package dev.braid.optim;

import dev.braid.nn.EmbeddingTable;
import dev.braid.nn.Parameter;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Trains the dense parameters and the embedding tables of one network; owns the optimisers' state. */
public final class Optimizer implements AutoCloseable {
    private final OptimizerOptions options;
    private final List<Parameter> parameters;
    private final DenseOptimizer dense;
    private final List<RowOptimizer> rows;

    /**
     * @param parameters the trainable ones, in the order in which gradients will come
     * @param tables in the order in which touched rows will come
     */
    public Optimizer(OptimizerOptions options, List<Parameter> parameters, List<EmbeddingTable> tables) {
        this.options = options;
        this.parameters = List.copyOf(parameters);
        AdamRule rule = new AdamRule(options.learningRate(), options.beta1(), options.beta2(), options.epsilon());
        AdamRule rowRule = new AdamRule(options.rowLearningRate(), options.beta1(), options.beta2(), options.epsilon());
        dense = switch (options.dense()) {
            case ADAM -> new Adam(rule, parameters);
            case SGD -> new Sgd(options.learningRate());
        };
        rows = new ArrayList<>();
        for (EmbeddingTable table : tables) {
            rows.add(
                    switch (options.rows()) {
                        case LAZY_ADAM -> new LazyAdam(rowRule, table);
                        case ROWWISE_ADAGRAD -> new RowwiseAdagrad(options.rowLearningRate(), options.epsilon(), table);
                        case DENSE_ADAM -> new DenseRowAdam(rowRule, table);
                        case SGD -> new Sgd(options.rowLearningRate());
                    });
        }
    }

    /**
     * One step: L2, clipping by the global norm, then every parameter and every touched row.
     *
     * @param gradients one per parameter
     * @param touched one per table
     * @param rowGradients one per table, {@code [U, k]}
     * @param step number of this step, from 1
     */
    public void step(
            List<Tensor> gradients, List<EmbeddingTable.Touched> touched, List<Tensor> rowGradients, long step) {
        List<Tensor> all = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter p = parameters.get(i);
            boolean decays = options.l2Weights() > 0 && p.role() == Parameter.Role.WEIGHT;
            all.add(decays ? plusDecay(gradients.get(i), p.variable(), options.l2Weights()) : gradients.get(i));
        }
        for (int i = 0; i < touched.size(); i++) {
            Tensor gradient = rowGradients.get(i);
            all.add(
                    options.l2Embeddings() > 0
                            ? plusDecay(gradient, touched.get(i).current(), options.l2Embeddings())
                            : gradient);
        }
        List<Tensor> clipped = clip(all);
        for (int i = 0; i < parameters.size(); i++) {
            dense.update(parameters.get(i), clipped.get(i), step);
        }
        for (int i = 0; i < touched.size(); i++) {
            rows.get(i).update(touched.get(i), clipped.get(parameters.size() + i), step);
        }
    }

    /** The optimisers' state by name. */
    public SortedMap<String, Variable> state() {
        SortedMap<String, Variable> state = new TreeMap<>(dense.state());
        rows.forEach(r -> state.putAll(r.state()));
        return state;
    }

    @Override
    public void close() {
        state().values().forEach(Variable::close);
        rows.forEach(RowOptimizer::release);
    }

    /** The gradient of {@code … + λ‖x‖²}. */
    private static Tensor plusDecay(Tensor gradient, Tensor x, double lambda) {
        return gradient.add(x.stopGradient().mul(2 * lambda));
    }

    private List<Tensor> clip(List<Tensor> gradients) {
        if (options.clipNorm() == 0) {
            return gradients;
        }
        List<Tensor> squares =
                gradients.stream().map(g -> g.square().sum().reshape(1)).toList();
        double norm = Math.sqrt(Tensors.concat(0, squares).sum().item());
        if (norm <= options.clipNorm()) {
            return gradients;
        }
        return gradients.stream().map(g -> g.mul(options.clipNorm() / norm)).toList();
    }
}
