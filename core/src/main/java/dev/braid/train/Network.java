package dev.braid.train;

import dev.braid.data.Batch;
import dev.braid.model.Model;
import dev.braid.model.ModelOptions;
import dev.braid.model.ModelShape;
import dev.braid.model.Output;
import dev.braid.nn.EmbeddingOptions;
import dev.braid.nn.EmbeddingTable;
import dev.braid.nn.Observer;
import dev.braid.nn.Parameter;
import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.schema.Schema;
import dev.braid.tensor.DType;
import dev.braid.tensor.Engine;
import dev.braid.tensor.NoGrad;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Everything that is learned: embedding tables, a model and its parameters. Not thread-safe but for {@link #lookup}. */
public final class Network implements AutoCloseable {
    /** Rows predicted at once, however many threads there are, so that scores do not depend on their number. */
    private static final int PREDICT_ROWS = 512;

    private final String name;
    private final Schema schema;
    private final DType dtype;
    private final EmbeddingTables tables;
    private final Parameters parameters;
    private final Model model;
    private final Workers workers = new Workers(Engine.threads());

    private Network(
            String name, Schema schema, DType dtype, EmbeddingTables tables, Parameters parameters, Model model) {
        this.name = name;
        this.schema = schema;
        this.dtype = dtype;
        this.tables = tables;
        this.parameters = parameters;
        this.model = model;
    }

    /** A network with fresh weights, a function of the seed alone. */
    public static <O extends Record & ModelOptions> Network create(
            ModelChoice<O> choice, EmbeddingOptions embedding, Schema schema, DType dtype, long seed) {
        int tasks = schema.tasks().size();
        ModelShape shape = EmbeddingTables.shape(embedding, schema);
        Parameters parameters = Parameters.of(dtype, seed);
        try {
            Model model = choice.entry().factory().create(choice.options(), shape, parameters);
            EmbeddingTables tables =
                    EmbeddingTables.of(choice.options().embeddings(tasks), embedding, schema, dtype, seed);
            return new Network(choice.entry().name(), schema, dtype, tables, parameters, model);
        } catch (RuntimeException | Error e) {
            parameters.close();
            throw e;
        }
    }

    /** The model's name in the catalogue. */
    String name() {
        return name;
    }

    /** The features and tasks the network was made for. */
    public Schema schema() {
        return schema;
    }

    /** Every trained or buffered tensor by its documented name, tables included. */
    public SortedMap<String, Variable> weights() {
        SortedMap<String, Variable> weights = new TreeMap<>();
        parameters.all().forEach(p -> weights.put(p.name(), p.variable()));
        tables.all().forEach(t -> weights.put(t.name(), t.rows()));
        return weights;
    }

    /** How many numbers are trained, embedding rows included. */
    public long parameterCount() {
        return parameters.count() + tables.count();
    }

    /** Plans which rows a batch reads. Plain Java without native memory: call it on any thread, ahead of time. */
    public Lookups lookup(Batch batch) {
        return tables.lookup(batch);
    }

    /**
     * Predicts without training anything.
     *
     * @return probabilities {@code [T][B]}; of a task with a parent, the one given the parent
     */
    public double[][] predict(Batch batch, Lookups lookups) {
        return Engine.untilDone(() -> {
            double[][] probabilities = outputs(batch, lookups, Output::probabilities);
            if (model.joint()) {
                JointProbabilities.divide(probabilities, schema.parents());
            }
            return probabilities;
        });
    }

    /**
     * As {@link #predict}, before probabilities are made of it.
     *
     * @return logits {@code [T][B]}, as the model gives them
     */
    public double[][] logits(Batch batch, Lookups lookups) {
        return Engine.untilDone(
                () -> outputs(batch, lookups, output -> output.logit().toDoubles()));
    }

    private double[][] outputs(Batch batch, Lookups lookups, Function<Output, double[]> numbers) {
        double[][] rows = new double[schema.tasks().size()][batch.rows()];
        Engine.Precision precision = Engine.precision();
        List<Workers.Job> jobs = new ArrayList<>();
        for (int from = 0; from < batch.rows(); from += PREDICT_ROWS) {
            int first = from;
            int length = Math.min(PREDICT_ROWS, batch.rows() - from);
            jobs.add(worker -> Engine.withPrecision(precision, () -> forward(lookups, first, length, numbers, rows)));
        }
        workers.run(jobs);
        return rows;
    }

    private void forward(Lookups lookups, int from, int length, Function<Output, double[]> numbers, double[][] rows) {
        try (NoGrad noGrad = NoGrad.open();
                Scope scope = Scope.open()) {
            List<Output> outputs = evaluated(lookups, from, length, Pass.evaluation());
            for (int t = 0; t < rows.length; t++) {
                System.arraycopy(numbers.apply(outputs.get(t)), 0, rows[t], from, length);
            }
        }
    }

    /**
     * Runs the model over a batch as prediction does, 512 rows after the other on this thread, while somebody watches.
     *
     * @return the outputs' logits {@code [T][B]}; of a model whose outputs are joint, of the joint probabilities
     */
    public double[][] observe(Batch batch, Lookups lookups, Observer observer) {
        double[][] logits = new double[schema.tasks().size()][batch.rows()];
        for (int from = 0; from < batch.rows(); from += PREDICT_ROWS) {
            int length = Math.min(PREDICT_ROWS, batch.rows() - from);
            try (NoGrad noGrad = NoGrad.open();
                    Scope scope = Scope.open()) {
                List<Output> outputs = evaluated(lookups, from, length, Pass.evaluation(observer));
                for (int t = 0; t < logits.length; t++) {
                    System.arraycopy(outputs.get(t).logit().toDoubles(), 0, logits[t], from, length);
                }
            }
        }
        return logits;
    }

    private List<Output> evaluated(Lookups lookups, int from, int length, Pass pass) {
        List<Tensor> embeddings = embed(lookups, from, length).stream()
                .map(EmbeddingTable.Embedded::embeddings)
                .toList();
        return forward(embeddings, pass);
    }

    Workers workers() {
        return workers;
    }

    DType dtype() {
        return dtype;
    }

    Model model() {
        return model;
    }

    /** Runs the model over embeddings of every table. */
    List<Output> forward(List<Tensor> embeddings, Pass pass) {
        return model.forward(tables.inputs(embeddings), pass);
    }

    Parameters parameters() {
        return parameters;
    }

    List<EmbeddingTable> tables() {
        return tables.all();
    }

    /** Whether the model marks a representation that its tasks share: it is run once, on nothing. */
    boolean marksRepresentation() {
        try (NoGrad noGrad = NoGrad.open();
                Scope scope = Scope.open()) {
            Pass pass = Pass.trial();
            List<Output> outputs = forward(tables.zeros(1), pass);
            return !outputs.isEmpty() && !pass.sharedRepresentations().isEmpty();
        }
    }

    /** Reads the embeddings of some batch rows from every table. */
    List<EmbeddingTable.Embedded> embed(Lookups lookups, int from, int length) {
        return tables.embed(lookups, from, length);
    }

    /** Whether rows of a batch influence each other in training, so that a batch must not be split. */
    boolean couplesRows() {
        return parameters.all().stream().anyMatch(p -> p.role() == Parameter.Role.BUFFER);
    }

    @Override
    public void close() {
        workers.close();
        parameters.close();
        tables.close();
    }
}
