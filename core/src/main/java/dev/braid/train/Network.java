package dev.braid.train;

import dev.braid.data.Batch;
import dev.braid.model.Model;
import dev.braid.model.ModelOptions;
import dev.braid.model.ModelShape;
import dev.braid.model.Output;
import dev.braid.nn.EmbeddingLayout;
import dev.braid.nn.EmbeddingOptions;
import dev.braid.nn.EmbeddingRequest;
import dev.braid.nn.EmbeddingTable;
import dev.braid.nn.Lookup;
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

/** Everything that is learned: embedding tables, a model and its parameters. Not thread-safe but for {@link #lookup}. */
public final class Network implements AutoCloseable {
    /** Rows predicted at once, however many threads there are, so that scores do not depend on their number. */
    private static final int PREDICT_ROWS = 512;

    private final Schema schema;
    private final DType dtype;
    private final EmbeddingLayout layout;
    private final List<EmbeddingTable> tables;
    private final Parameters parameters;
    private final Model model;
    private final Workers workers = new Workers(Engine.threads());

    private Network(
            Schema schema,
            DType dtype,
            EmbeddingLayout layout,
            List<EmbeddingTable> tables,
            Parameters parameters,
            Model model) {
        this.schema = schema;
        this.dtype = dtype;
        this.layout = layout;
        this.tables = tables;
        this.parameters = parameters;
        this.model = model;
    }

    /** A network with fresh weights, a function of the seed alone. */
    public static <O extends Record & ModelOptions> Network create(
            ModelChoice<O> choice, EmbeddingOptions embedding, Schema schema, DType dtype, long seed) {
        EmbeddingLayout layout = new EmbeddingLayout(schema, embedding.numeric());
        int tasks = schema.tasks().size();
        ModelShape shape = new ModelShape(layout.fields(), embedding.width(), tasks);
        Parameters parameters = Parameters.of(dtype, seed);
        List<EmbeddingTable> tables = new ArrayList<>();
        try {
            Model model = choice.entry().factory().create(choice.options(), shape, parameters);
            for (EmbeddingRequest request : choice.options().embeddings(tasks)) {
                tables.add(new EmbeddingTable(
                        "embedding." + request.name() + ".rows",
                        dtype,
                        layout.tableRows(),
                        embedding.width(),
                        request.init(),
                        seed));
            }
            return new Network(schema, dtype, layout, List.copyOf(tables), parameters, model);
        } catch (RuntimeException | Error e) {
            parameters.close();
            tables.forEach(EmbeddingTable::close);
            throw e;
        }
    }

    /** The features and tasks the network was made for. */
    public Schema schema() {
        return schema;
    }

    /** Every trained or buffered tensor by its documented name, tables included. */
    public SortedMap<String, Variable> weights() {
        SortedMap<String, Variable> weights = new TreeMap<>();
        parameters.all().forEach(p -> weights.put(p.name(), p.variable()));
        tables.forEach(t -> weights.put(t.name(), t.rows()));
        return weights;
    }

    /** How many numbers are trained, embedding rows included. */
    public long parameterCount() {
        long rows = 0;
        for (EmbeddingTable table : tables) {
            rows += table.rows().size(0) * table.rows().size(1);
        }
        return parameters.count() + rows;
    }

    /** Plans which rows a batch reads. Plain Java without native memory: call it on any thread, ahead of time. */
    public Lookup lookup(Batch batch) {
        int features = schema.features().size();
        int[][] offsets = new int[features][];
        int[][] bagIds = new int[features][];
        for (int i = 0; i < features; i++) {
            Batch.Bag bag = batch.bags()[i];
            if (bag != null) {
                offsets[i] = bag.offsets();
                bagIds[i] = bag.ids();
            }
        }
        return layout.lookup(batch.rows(), batch.ids(), batch.numbers(), offsets, bagIds);
    }

    /**
     * Predicts without training anything.
     *
     * @return probabilities {@code [T][B]}
     */
    public double[][] predict(Batch batch, Lookup lookup) {
        int tasks = schema.tasks().size();
        double[][] probabilities = new double[tasks][batch.rows()];
        Engine.Precision precision = Engine.precision();
        List<Workers.Job> jobs = new ArrayList<>();
        for (int from = 0; from < batch.rows(); from += PREDICT_ROWS) {
            int first = from;
            int length = Math.min(PREDICT_ROWS, batch.rows() - from);
            jobs.add(worker -> Engine.withPrecision(precision, () -> predict(lookup, first, length, probabilities)));
        }
        return Engine.untilDone(() -> {
            workers.run(jobs);
            return probabilities;
        });
    }

    private void predict(Lookup lookup, int from, int length, double[][] probabilities) {
        try (NoGrad noGrad = NoGrad.open();
                Scope scope = Scope.open()) {
            List<Tensor> embeddings = tables.stream()
                    .map(t -> t.embed(lookup, from, length).embeddings())
                    .toList();
            List<Output> outputs = model.forward(embeddings, Pass.evaluation());
            for (int t = 0; t < probabilities.length; t++) {
                System.arraycopy(outputs.get(t).probabilities(), 0, probabilities[t], from, length);
            }
        }
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

    Parameters parameters() {
        return parameters;
    }

    List<EmbeddingTable> tables() {
        return tables;
    }

    /** Whether rows of a batch influence each other in training, so that a batch must not be split. */
    boolean couplesRows() {
        return parameters.all().stream().anyMatch(p -> p.role() == Parameter.Role.BUFFER);
    }

    @Override
    public void close() {
        workers.close();
        parameters.close();
        tables.forEach(EmbeddingTable::close);
    }
}
