package dev.braid.train;

import dev.braid.data.Batch;
import dev.braid.model.ModelShape;
import dev.braid.nn.EmbeddingLayout;
import dev.braid.nn.EmbeddingOptions;
import dev.braid.nn.EmbeddingRequest;
import dev.braid.nn.EmbeddingTable;
import dev.braid.nn.Lookup;
import dev.braid.nn.TableShape;
import dev.braid.schema.Schema;
import dev.braid.tensor.DType;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The embedding tables of one network, and how a batch's columns become what each of them is asked for. Tables that read
 * the same columns share one layout, whose lookup is planned once per batch.
 */
final class EmbeddingTables implements AutoCloseable {
    private final List<EmbeddingLayout> layouts = new ArrayList<>();
    private final List<EmbeddingTable> tables = new ArrayList<>();
    private final List<Integer> layoutOf = new ArrayList<>();
    /** Per request how many tables answer it. */
    private final List<Integer> tablesOf = new ArrayList<>();

    private final int features;

    private EmbeddingTables(int features) {
        this.features = features;
    }

    /**
     * Tables with fresh rows.
     *
     * @throws dev.braid.fault.BadInput if a request names columns that do not fit the schema
     */
    static EmbeddingTables of(
            List<EmbeddingRequest> requests, EmbeddingOptions options, Schema schema, DType dtype, long seed) {
        EmbeddingTables made = new EmbeddingTables(schema.features().size());
        Map<EmbeddingLayout.Columns, Integer> known = new HashMap<>();
        try {
            for (EmbeddingRequest request : requests) {
                List<TableShape> shapes = TableShape.of(request, options, schema);
                made.tablesOf.add(shapes.size());
                for (TableShape shape : shapes) {
                    made.layoutOf.add(known.computeIfAbsent(shape.layout().columns(), columns -> {
                        made.layouts.add(shape.layout());
                        return made.layouts.size() - 1;
                    }));
                    made.tables.add(EmbeddingTable.of(shape.request(), shape.rows(), shape.width(), dtype, seed));
                }
            }
            return made;
        } catch (RuntimeException | Error e) {
            made.close();
            throw e;
        }
    }

    /** What a model must fit to that makes these requests. */
    static ModelShape shape(EmbeddingOptions options, Schema schema) {
        EmbeddingRequest vectors = new EmbeddingRequest("0", EmbeddingRequest.RowInit.SMALL_NORMAL);
        List<TableShape> shapes = TableShape.of(vectors, options, schema);
        int tasks = schema.tasks().size();
        TableShape first = shapes.get(0);
        return shapes.size() == 1
                ? new ModelShape(first.layout().fields(), first.width(), tasks)
                : ModelShape.sideBySide(
                        shapes.stream()
                                .mapToInt(s -> s.layout().fields() * s.width())
                                .sum(),
                        tasks);
    }

    /**
     * What the model is given for each of its requests: a table's embeddings as they are; those of several tables side by
     * side, {@code [B, 1, D]}.
     *
     * @param embeddings per table {@code [B, F, k]}
     */
    List<Tensor> inputs(List<Tensor> embeddings) {
        List<Tensor> inputs = new ArrayList<>();
        int next = 0;
        for (int count : tablesOf) {
            List<Tensor> parts = embeddings.subList(next, next + count);
            next += count;
            inputs.add(
                    count == 1
                            ? parts.get(0)
                            : Tensors.concat(
                                            1,
                                            parts.stream()
                                                    .map(EmbeddingTables::flat)
                                                    .toList())
                                    .unsqueeze(1));
        }
        return inputs;
    }

    private static Tensor flat(Tensor fields) {
        return fields.reshape(-1, fields.size(1) * fields.size(2));
    }

    /** The tables, in the order of the model's requests, those of one request together. */
    List<EmbeddingTable> all() {
        return tables;
    }

    /** How many numbers they hold. */
    long count() {
        return tables.stream()
                .mapToLong(t -> t.rows().size(0) * t.rows().size(1))
                .sum();
    }

    /** Plans which rows a batch reads. Plain Java without native memory. */
    Lookups lookup(Batch batch) {
        int[][] offsets = new int[features][];
        int[][] bagIds = new int[features][];
        float[][] bagWeights = new float[features][];
        for (int i = 0; i < features; i++) {
            Batch.Bag bag = batch.bags()[i];
            if (bag != null) {
                offsets[i] = bag.offsets();
                bagIds[i] = bag.ids();
                bagWeights[i] = bag.weights();
            }
        }
        List<Lookup> planned = layouts.stream()
                .map(layout -> layout.lookup(batch.rows(), batch.ids(), batch.numbers(), offsets, bagIds, bagWeights))
                .toList();
        return new Lookups(layoutOf.stream().map(planned::get).toList());
    }

    /** Reads what the batch rows {@code from .. from+length-1} ask every table for. */
    List<EmbeddingTable.Embedded> embed(Lookups lookups, int from, int length) {
        List<EmbeddingTable.Embedded> embedded = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            embedded.add(tables.get(i).embed(lookups.of(i), from, length));
        }
        return embedded;
    }

    /** Embeddings of zeros, of the shape of a batch's, {@code [rows, F, k]} each. */
    List<Tensor> zeros(int rows) {
        List<Tensor> zeros = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            Variable table = tables.get(i).rows();
            zeros.add(Tensors.zeros(
                    table.dtype(), rows, layouts.get(layoutOf.get(i)).fields(), table.size(1)));
        }
        return zeros;
    }

    @Override
    public void close() {
        tables.forEach(EmbeddingTable::close);
    }
}
