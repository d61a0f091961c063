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
        dense = switch (options.dense()) {
            case ADAM -> new Adam(rule, parameters);
            case SGD -> new Sgd(options.learningRate());
        };
        rows = new ArrayList<>();
        for (EmbeddingTable table : tables) {
            rows.add(table.training()
                    .ftrl()
                    .<RowOptimizer>map(ftrl -> new Ftrl(ftrl, table))
                    .orElseGet(() -> asOptionsSay(table)));
        }
    }

    private RowOptimizer asOptionsSay(EmbeddingTable table) {
        double rate = options.rowLearningRate();
        AdamRule rule = new AdamRule(rate, options.beta1(), options.beta2(), options.epsilon());
        return switch (options.rows()) {
            case LAZY_ADAM -> new LazyAdam(rule, table);
            case ROWWISE_ADAGRAD -> new RowwiseAdagrad(rate, options.epsilon(), table);
            case DENSE_ADAM -> new DenseRowAdam(rule, table);
            case SGD -> new Sgd(rate);
        };
    }

    /**
     * One step: L2, clipping by the global norm, then every parameter and every touched row.
     *
     * @param gradients one per parameter
     * @param rowGradients one per table
     * @param step number of this step, from 1
     * @param pieces into how many pieces the rows of a table may be divided
     * @return the work, in jobs that touch different memory and may run in any order, on any thread
     */
    public List<Runnable> step(
            List<? extends Tensor> gradients, List<RowGradient> rowGradients, long step, int pieces) {
        List<Tensor> all = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter p = parameters.get(i);
            boolean decays = options.l2Weights() > 0 && p.role() == Parameter.Role.WEIGHT;
            all.add(decays ? plusDecay(gradients.get(i), p.variable(), options.l2Weights()) : gradients.get(i));
        }
        for (RowGradient row : rowGradients) {
            double l2 = row.table().training().l2().orElse(options.l2Embeddings());
            all.add(l2 > 0 ? plusDecay(row.gradient(), touched(row), l2) : row.gradient());
        }
        List<Tensor> clipped = clip(all);
        List<Runnable> jobs = new ArrayList<>();
        for (int i = 0; i < rowGradients.size(); i++) {
            addRowJobs(jobs, i, rowGradients.get(i), clipped.get(parameters.size() + i), step, pieces);
        }
        for (int i = 0; i < parameters.size(); i++) {
            int p = i;
            jobs.add(() -> dense.update(parameters.get(p), clipped.get(p), step));
        }
        return jobs;
    }

    private void addRowJobs(List<Runnable> jobs, int table, RowGradient row, Tensor gradient, long step, int pieces) {
        int all = row.lookup().distinctRows();
        int length = rows.get(table).divisible() ? Math.max(1, (all + pieces - 1) / pieces) : Math.max(1, all);
        for (int from = 0; from < all; from += length) {
            int first = from;
            int last = Math.min(all, from + length);
            jobs.add(() -> rows.get(table)
                    .update(
                            row.table(),
                            row.lookup().distinct(first, last),
                            gradient.narrow(0, first, last - first),
                            step));
        }
    }

    private static Tensor touched(RowGradient row) {
        return row.table().rows().copyRows(row.lookup().distinct(0, row.lookup().distinctRows()));
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
