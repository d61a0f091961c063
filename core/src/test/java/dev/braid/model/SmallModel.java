package dev.braid.model;

import dev.braid.catalogue.ModelEntry;
import dev.braid.catalogue.Models;
import dev.braid.nn.EmbeddingLayout;
import dev.braid.nn.EmbeddingOptions;
import dev.braid.nn.EmbeddingRequest;
import dev.braid.nn.Parameter;
import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.options.OptionReader;
import dev.braid.tensor.DType;
import dev.braid.tensor.Gradients;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A model in double precision whose inputs, outputs, weights and gradients are plain arrays. */
final class SmallModel implements AutoCloseable {
    final Parameters parameters;
    final ModelShape shape;
    final int tables;
    private final List<EmbeddingRequest> requests;
    final Model model;
    private boolean withPenalty;

    private SmallModel(Parameters parameters, ModelShape shape, List<EmbeddingRequest> requests, Model model) {
        this.parameters = parameters;
        this.shape = shape;
        this.tables = requests.size();
        this.requests = requests;
        this.model = model;
    }

    static <O extends Record & ModelOptions> SmallModel of(
            ModelEntry<O> entry, O options, ModelShape shape, long seed) {
        Parameters parameters = Parameters.of(DType.F64, seed);
        try {
            Model model = entry.factory().create(options, shape, parameters);
            return new SmallModel(parameters, shape, options.embeddings(shape.tasks()), model);
        } catch (RuntimeException | Error e) {
            parameters.close();
            throw e;
        }
    }

    /** A model whose options are written as on the command line. */
    static <O extends Record & ModelOptions> SmallModel of(
            ModelEntry<O> entry, ModelShape shape, long seed, String... settings) {
        return of(entry, OptionReader.of(List.of(settings)).read(entry.defaults()), shape, seed);
    }

    static SmallModel of(String name, ModelShape shape, long seed, String... settings) {
        return of(Models.named(name), shape, seed, settings);
    }

    /** From now on the loss has the model's own penalty in it. */
    SmallModel withPenalty() {
        withPenalty = true;
        return this;
    }

    /** The model's penalty alone; 0 when it has none. */
    double penalty() {
        try (Scope scope = Scope.open()) {
            Tensor penalty = model.penalty();
            return penalty == null ? 0 : penalty.item();
        }
    }

    /** Embeddings {@code [B, columns, width]} from U(−1, 1), one array per table. */
    List<double[]> input(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, tables)
                .mapToObj(i -> random.doubles((long) rows * columns(i) * width(i), -1, 1)
                        .toArray())
                .toList();
    }

    /** How many columns of the batch a table is asked for: its fields, and its crosses. */
    int columns(int table) {
        return shape.fields() + form(table).crosses().size();
    }

    /** The width of a table. */
    int width(int table) {
        return requests.get(table).columns().width(shape.width());
    }

    private EmbeddingLayout.Form form(int table) {
        return requests.get(table).columns().form(EmbeddingOptions.NumericFields.PER_FEATURE);
    }

    int rows(List<double[]> input) {
        return input.get(0).length / columns(0) / width(0);
    }

    /** Probabilities {@code [T][B]}. */
    double[][] probabilities(List<double[]> input, Pass pass) {
        try (Scope scope = Scope.open()) {
            return model.forward(tensors(input), pass).stream()
                    .limit(shape.tasks())
                    .map(output -> output.probability().toDoubles())
                    .toArray(double[][]::new);
        }
    }

    /** Probabilities of an evaluation pass. */
    double[][] probabilities(List<double[]> input) {
        return probabilities(input, Pass.evaluation());
    }

    /** Logits {@code [B]} of the first task in an evaluation pass. */
    double[] logits(List<double[]> input) {
        try (Scope scope = Scope.open()) {
            return model.forward(tensors(input), Pass.evaluation())
                    .get(0)
                    .logit()
                    .toDoubles();
        }
    }

    /** The outputs' cross-entropies {@code [T][B]} where every label is {@code label}. */
    double[][] crossEntropies(List<double[]> input, double label) {
        double[] labels = new double[rows(input)];
        Arrays.fill(labels, label);
        try (Scope scope = Scope.open()) {
            Tensor y = Tensors.of(DType.F64, labels, labels.length);
            return model.forward(tensors(input), Pass.evaluation()).stream()
                    .limit(shape.tasks())
                    .map(output -> output.crossEntropy(y).toDoubles())
                    .toArray(double[][]::new);
        }
    }

    /** The probabilities that every output reports as numbers, {@code [outputs][B]}, in an evaluation pass. */
    double[][] reportedProbabilities(List<double[]> input) {
        return ofOutputs(input, Pass.evaluation(), Output::probabilities);
    }

    /** The probability tensors of every output, {@code [outputs][B]}, in an evaluation pass. */
    double[][] probabilityTensors(List<double[]> input) {
        return ofOutputs(
                input, Pass.evaluation(), output -> output.probability().toDoubles());
    }

    /** The logits of every output, {@code [outputs][B]}. */
    double[][] logits(List<double[]> input, Pass pass) {
        return ofOutputs(input, pass, output -> output.logit().toDoubles());
    }

    private double[][] ofOutputs(List<double[]> input, Pass pass, Function<Output, double[]> numbers) {
        try (Scope scope = Scope.open()) {
            return model.forward(tensors(input), pass).stream().map(numbers).toArray(double[][]::new);
        }
    }

    /** What is minimised, from a model's outputs: a scalar. */
    @FunctionalInterface
    interface Loss {
        Tensor of(List<Output> outputs);
    }

    /** A loss, with the model's penalty if wanted. */
    double loss(List<double[]> input, Pass pass, Loss loss) {
        try (Scope scope = Scope.open()) {
            return total(tensors(input), pass, loss).item();
        }
    }

    /** Σ_t λ_t · mean cross-entropy against fixed labels, in an evaluation pass. */
    double loss(List<double[]> input, double... lambda) {
        return loss(input, Pass.evaluation(), crossEntropies(rows(input), lambda));
    }

    /** The gradients of {@link #loss}; zeros where there is none. */
    Slopes gradients(List<double[]> input, Pass pass, double... lambda) {
        return gradients(input, pass, crossEntropies(rows(input), lambda));
    }

    /** The gradients of a loss, with the model's penalty if wanted; zeros where there is none. */
    Slopes gradients(List<double[]> input, Pass pass, Loss loss) {
        try (Scope scope = Scope.open()) {
            List<Tensor> embeddings = tensors(input).stream().map(Tensors::leaf).toList();
            List<Parameter> trainable = parameters.trainable();
            List<Tensor> wrt = new ArrayList<>(embeddings);
            trainable.forEach(p -> wrt.add(p.variable()));
            List<double[]> found = new ArrayList<>();
            for (@Nullable Tensor slope : Gradients.of(total(embeddings, pass, loss), wrt)) {
                Tensor of = wrt.get(found.size());
                found.add(slope == null ? new double[size(of)] : slope.toDoubles());
            }
            Map<String, double[]> byName = new LinkedHashMap<>();
            for (int i = 0; i < trainable.size(); i++) {
                byName.put(trainable.get(i).name(), found.get(tables + i));
            }
            return new Slopes(List.copyOf(found.subList(0, tables)), byName);
        }
    }

    /** The gradient of a loss. */
    record Slopes(List<double[]> embeddings, Map<String, double[]> parameters) {
        double[] of(String parameter) {
            return Objects.requireNonNull(parameters.get(parameter), parameter);
        }
    }

    Variable variable(String name) {
        Parameter parameter = parameters.byName().get(name);
        return Objects.requireNonNull(parameter, name + " is none of " + names())
                .variable();
    }

    List<String> names() {
        return List.copyOf(parameters.byName().keySet());
    }

    double[] values(String name) {
        return variable(name).toDoubles();
    }

    /** All weights by name. */
    Map<String, double[]> values() {
        Map<String, double[]> all = new LinkedHashMap<>();
        names().forEach(name -> all.put(name, values(name)));
        return all;
    }

    /** Takes the elements of every parameter from another model, in row-major order. */
    void copyFrom(SmallModel other, UnaryOperator<String> nameThere) {
        names().forEach(name -> variable(name).assign(other.values(nameThere.apply(name))));
    }

    /** Biases start at 0, where a layer whose input is 0 sits on ReLU's kink; draws them instead. */
    void drawBiases(long seed) {
        for (Parameter p : parameters.trainable()) {
            if (p.role() == Parameter.Role.BIAS) {
                p.variable().fillUniform(-0.5, 0.5, seed + p.name().hashCode());
            }
        }
    }

    /** Moves every weight by a little, so that none keeps a first value at which something has its kink. */
    void perturb(double by, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (Parameter p : parameters.trainable()) {
            double[] values = p.variable().toDoubles();
            p.variable()
                    .assign(Arrays.stream(values)
                            .map(x -> x + random.nextDouble(-by, by))
                            .toArray());
        }
    }

    private Tensor total(List<Tensor> embeddings, Pass pass, Loss loss) {
        Tensor total = loss.of(model.forward(embeddings, pass));
        Tensor penalty = withPenalty ? model.penalty() : null;
        return penalty == null ? total : total.add(penalty);
    }

    private Loss crossEntropies(int rows, double... lambda) {
        return outputs -> {
            Tensor total = Tensors.zeros(DType.F64);
            for (int t = 0; t < outputs.size(); t++) {
                double factor = lambda[Math.min(t, shape.tasks() - 1)]; // what stands behind the tasks: with the last
                if (factor != 0) {
                    Tensor y = Tensors.of(DType.F64, labels(t, rows), rows);
                    total = total.add(outputs.get(t).crossEntropy(y).mean().mul(factor));
                }
            }
            return total;
        };
    }

    /** Weights λ_t that differ from task to task. */
    double[] lambda() {
        return IntStream.range(0, shape.tasks()).mapToDouble(t -> 1 + 0.5 * t).toArray();
    }

    /** λ that counts one task alone. */
    double[] only(int task) {
        double[] lambda = new double[shape.tasks()];
        lambda[task] = 1;
        return lambda;
    }

    private static double[] labels(int task, int rows) {
        return new SplittableRandom(100 + task)
                .ints(rows, 0, 2)
                .asDoubleStream()
                .toArray();
    }

    private List<Tensor> tensors(List<double[]> input) {
        int rows = rows(input);
        return IntStream.range(0, tables)
                .mapToObj(i -> Tensors.of(DType.F64, input.get(i), rows, columns(i), width(i)))
                .toList();
    }

    private static int size(Tensor tensor) {
        return Math.toIntExact(Arrays.stream(tensor.shape()).reduce(1, (a, b) -> a * b));
    }

    @Override
    public void close() {
        parameters.close();
    }
}
