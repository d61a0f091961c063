package dev.braid.train;

import dev.braid.fault.Diverged;
import dev.braid.nn.Parameter;
import dev.braid.objective.TaskWeights;
import dev.braid.objective.balance.GradientBalancer;
import dev.braid.objective.balance.GradientBalancer.Comparison;
import dev.braid.tensor.Gradients;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One differentiation of {@code λ_t L_t} for every task. The tasks' gradients on shared parameters are combined as a
 * balancer says; gradients on what one task owns are added up with the tasks' own factors, and the penalty's gradient is
 * added in the end.
 */
final class TaskwiseBackward implements BackwardPass {
    private final Network network;
    private final TaskWeights weights;
    private final GradientBalancer balancer;
    private final StepWorkers workers;
    private final int tasks;
    private final List<Parameter> parameters;
    private final List<Variable> variables;
    private final List<GradientSums> ofTask;
    private final TaskRows rows;
    private long step;

    TaskwiseBackward(Network network, TaskWeights weights, GradientBalancer balancer, StepWorkers workers) {
        this.network = network;
        this.weights = weights;
        this.balancer = balancer;
        this.workers = workers;
        this.tasks = network.schema().tasks().size();
        this.parameters = network.parameters().trainable();
        this.variables = parameters.stream().map(Parameter::variable).toList();
        this.ofTask = IntStream.range(0, tasks)
                .mapToObj(t -> new GradientSums(variables, workers.count()))
                .toList();
        this.rows = new TaskRows(network, balancer.embeddings());
    }

    @Override
    public void begin(long number) {
        step = number;
    }

    @Override
    public void differentiate(BatchPart part, ForwardPass forward, int worker) {
        List<Tensor> wrt = new ArrayList<>(forward.leaves());
        wrt.addAll(variables);
        wrt.addAll(marked(forward));
        int tables = forward.leaves().size();
        int dense = tables + variables.size();
        boolean first = part.isFirstOf(workers.count());
        List<List<@Nullable Tensor>> gradients = new ArrayList<>();
        for (int t = 0; t < tasks; t++) {
            Tensor loss = takesPart(t) ? forward.losses().get(t) : null;
            gradients.add(
                    loss == null
                            ? Collections.nCopies(wrt.size(), null)
                            : Gradients.ofRetaining(weights.weighted(t, loss), wrt));
            ofTask.get(t).add(worker, gradients.get(t).subList(tables, dense), first);
        }
        for (int i = 0; i < tables; i++) {
            int table = i;
            List<Tensor> arriving = gradients.stream()
                    .map(g -> orZeros(g.get(table), wrt.get(table)))
                    .toList();
            rows.keep(part, table, forward.embedded().get(table), arriving);
        }
        double[][] products = new double[tasks][tasks];
        for (int i = dense; i < wrt.size(); i++) {
            int z = i;
            List<Tensor> there =
                    gradients.stream().map(g -> orZeros(g.get(z), wrt.get(z))).toList();
            InnerProducts.add(products, InnerProducts.matrix(there));
        }
        part.keepProducts(products);
    }

    private List<Tensor> marked(ForwardPass forward) {
        if (balancer.comparison() != Comparison.REPRESENTATION) {
            return List.of();
        }
        List<Tensor> marked = forward.pass().sharedRepresentations();
        if (marked.isEmpty()) {
            throw new IllegalStateException("model '" + network.name() + "' marks no representation");
        }
        return marked;
    }

    /** Whether a task is trained at all. */
    private boolean takesPart(int task) {
        return weights.of(task) > 0;
    }

    private Tensor orZeros(@Nullable Tensor gradient, Tensor of) {
        return gradient == null ? Tensors.zeros(network.dtype(), of.shape()) : gradient;
    }

    @Override
    public Result finish(List<BatchPart> parts, Lookups lookups, double[] losses) {
        List<Workers.Job> merging = new ArrayList<>();
        ofTask.forEach(sums -> merging.addAll(sums.merging(Math.min(workers.count(), parts.size()))));
        workers.run(merging);
        List<List<Tensor>> ofRows = rows.gradients(parts, lookups);
        int[] present =
                IntStream.range(0, tasks).filter(t -> !Double.isNaN(losses[t])).toArray();
        TaskFactors factors = TaskFactors.none(tasks);
        if (present.length > 0) {
            List<double[][]> products = products(parts, rows.compared(ofRows), present);
            requireFinite(products, present);
            double[] seen = Arrays.stream(present).mapToDouble(t -> losses[t]).toArray();
            factors = TaskFactors.of(balancer.combine(step, products, seen), tasks, present);
        }
        int shared = combineDense(factors);
        return new Result(
                plusPenalty(ofTask.get(0).total()), rows.combined(ofRows, lookups, factors, shared), factors.means());
    }

    /** The inner products of the gradients of the tasks that are present. */
    private List<double[][]> products(List<BatchPart> parts, List<List<Tensor>> comparedRows, int... present) {
        if (balancer.comparison() == Comparison.REPRESENTATION) {
            double[][] sum = new double[tasks][tasks];
            parts.forEach(part -> InnerProducts.add(sum, part.products()));
            return List.<double[][]>of(InnerProducts.among(sum, present));
        }
        List<List<? extends Tensor>> shared = new ArrayList<>();
        for (int p = 0; p < parameters.size(); p++) {
            if (isShared(p)) {
                int position = p;
                shared.add(
                        ofTask.stream().map(sums -> sums.total().get(position)).toList());
            }
        }
        shared.addAll(comparedRows);
        double[][][] products = new double[shared.size()][][];
        List<Workers.Job> jobs = new ArrayList<>();
        for (int i = 0; i < products.length; i++) {
            int tensor = i;
            jobs.add(worker -> products[tensor] = InnerProducts.matrix(
                    Arrays.stream(present).mapToObj(shared.get(tensor)::get).toList()));
        }
        workers.run(jobs);
        if (balancer.comparison() == Comparison.TENSOR) {
            return List.of(products);
        }
        double[][] sum = new double[present.length][present.length];
        Arrays.stream(products).forEach(m -> InnerProducts.add(sum, m));
        return List.<double[][]>of(sum);
    }

    private boolean isShared(int parameter) {
        return parameters.get(parameter).task().isEmpty();
    }

    private void requireFinite(List<double[][]> products, int... present) {
        for (double[][] m : products) {
            for (int i = 0; i < present.length; i++) {
                if (!Double.isFinite(m[i][i])) {
                    throw Diverged.of(
                            "step %d: the gradient of task '%s' is no longer finite; lower optimizer.learningRate",
                            step, network.schema().tasks().get(present[i]).name());
                }
            }
        }
    }

    /** Turns the sums of the first task into {@code Σ_t c_t g_t}, and counts the shared parameters. */
    private int combineDense(TaskFactors factors) {
        List<Workers.Job> jobs = new ArrayList<>();
        int shared = 0;
        for (int p = 0; p < parameters.size(); p++) {
            int position = p;
            double[] c = isShared(p) ? factors.shared(shared++) : factors.own();
            jobs.add(worker -> {
                Variable into = ofTask.get(0).total().get(position);
                into.scale(c[0]);
                for (int t = 1; t < tasks; t++) {
                    if (c[t] != 0) {
                        into.plus(ofTask.get(t).total().get(position), c[t]);
                    }
                }
            });
        }
        workers.run(jobs);
        return shared;
    }

    /** The penalty is a function of the parameters alone, so it is differentiated once, when all parts are done. */
    private List<Tensor> plusPenalty(List<Variable> gradients) {
        List<Tensor> all = new ArrayList<>(gradients);
        Tensor penalty = network.model().penalty();
        if (penalty != null) {
            List<@Nullable Tensor> more = Gradients.of(penalty, variables);
            for (int p = 0; p < all.size(); p++) {
                Tensor slope = more.get(p);
                all.set(p, slope == null ? all.get(p) : all.get(p).add(slope));
            }
        }
        return all;
    }

    @Override
    public void close() {
        ofTask.forEach(GradientSums::close);
    }
}
