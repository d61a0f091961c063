package dev.braid.train;

import dev.braid.data.Batch;
import dev.braid.nn.EmbeddingLayout;
import dev.braid.nn.EmbeddingOptions;
import dev.braid.nn.EmbeddingRequest;
import dev.braid.nn.EmbeddingTable;
import dev.braid.nn.Lookup;
import dev.braid.schema.Schema;
import dev.braid.tensor.DType;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The embedding tables of one network, and how a batch's columns become what each of them is asked for. Tables that read
 * the same columns share one layout, whose lookup is planned once per batch.
 */
final class EmbeddingTables implements AutoCloseable {
    private final List<EmbeddingLayout> layouts = new ArrayList<>();
    private final List<EmbeddingTable> tables = new ArrayList<>();
    private final int[] layoutOf;
    private final int features;

    private EmbeddingTables(int tables, int features) {
        this.layoutOf = new int[tables];
        this.features = features;
    }

    /**
     * Tables with fresh rows.
     *
     * @throws dev.braid.fault.BadInput if a request names columns that do not fit the schema
     */
    static EmbeddingTables of(
            List<EmbeddingRequest> requests, EmbeddingOptions options, Schema schema, DType dtype, long seed) {
        EmbeddingTables made =
                new EmbeddingTables(requests.size(), schema.features().size());
        List<EmbeddingLayout.Form> forms =
                requests.stream().map(r -> r.columns().form(options.numeric())).toList();
        List<EmbeddingLayout.Form> distinct = forms.stream().distinct().toList();
        distinct.forEach(form -> made.layouts.add(new EmbeddingLayout(schema, form)));
        try {
            for (int i = 0; i < requests.size(); i++) {
                made.layoutOf[i] = distinct.indexOf(forms.get(i));
                int rows = made.layouts.get(made.layoutOf[i]).tableRows();
                made.tables.add(EmbeddingTable.of(requests.get(i), rows, options.width(), dtype, seed));
            }
            return made;
        } catch (RuntimeException | Error e) {
            made.close();
            throw e;
        }
    }

    /** The tables, in the order of the model's requests. */
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
        return new Lookups(Arrays.stream(layoutOf).mapToObj(planned::get).toList());
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
            zeros.add(
                    Tensors.zeros(table.dtype(), rows, layouts.get(layoutOf[i]).fields(), table.size(1)));
        }
        return zeros;
    }

    @Override
    public void close() {
        tables.forEach(EmbeddingTable::close);
    }
}
