package dev.braid.nn;

import dev.braid.tensor.DType;
import dev.braid.tensor.Index;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One flat table {@code [N, k]} of embedding rows. Only the rows that a batch touches are read, get gradients and are
 * written back, so that a step costs the same whatever N is. The lookup is linear, and its gradient is written out here,
 * so that the gradient graph of a model begins at the embeddings.
 */
public final class EmbeddingTable implements AutoCloseable {
    private final String name;
    private final Variable rows;
    private final RowTraining training;
    private final OptionalInt task;

    private EmbeddingTable(String name, Variable rows, RowTraining training, OptionalInt task) {
        this.name = name;
        this.rows = rows;
        this.training = training;
        this.task = task;
    }

    /**
     * The table of a request, with fresh rows.
     *
     * @param tableRows number of rows N
     * @param k width of embedding vectors
     */
    public static EmbeddingTable of(EmbeddingRequest request, long tableRows, int k, DType dtype, long seed) {
        EmbeddingColumns columns = request.columns();
        String name = "embedding." + request.name() + ".rows";
        Variable rows = Tensors.state(dtype, tableRows, columns.width(k));
        columns.init(k).fill(rows, Seeds.of(seed, name));
        return new EmbeddingTable(name, rows, request.training(), request.task());
    }

    /** Its path in checkpoints. */
    public String name() {
        return name;
    }

    /** How its rows are trained. */
    public RowTraining training() {
        return training;
    }

    /** The task that alone reads it, by position; empty when tasks share it. */
    public OptionalInt task() {
        return task;
    }

    /** All rows {@code [N, k]}. */
    public Variable rows() {
        return rows;
    }

    /** Reads the embeddings of the batch rows {@code from .. from+length-1}; the result lives in the innermost scope. */
    public Embedded embed(Lookup lookup, int from, int length) {
        Lookup.Slice slice = lookup.slice(from, length);
        float[] factors = slice.scale();
        int[] cells = slice.cell();
        Tensor scale = factors == null ? null : Tensors.of(rows.dtype(), factors, factors.length, 1);
        Index cell = cells == null ? null : Index.of(cells);
        Tensor entries = rows.rows(Index.of(slice.tableRows()));
        Tensor scaled = scale == null ? entries : entries.mul(scale);
        Tensor summed = cell == null ? scaled : Tensors.sumByRow(scaled, cell, (long) length * slice.fields());
        return new Embedded(summed.reshape(length, slice.fields(), rows.size(1)), scale, cell);
    }

    /**
     * The gradient of the distinct rows of a batch.
     *
     * @param entries gradients of the entries, in the order of the batch rows ({@link Embedded#entryGradient})
     * @return {@code [U, k]}
     */
    public static Tensor rowGradient(Lookup lookup, List<Tensor> entries) {
        Tensor all = entries.size() == 1 ? entries.get(0) : Tensors.concat(0, entries);
        return Tensors.sumByRow(all, lookup.positions(), lookup.distinctRows());
    }

    @Override
    public void close() {
        rows.close();
    }

    /** The embeddings of some batch rows, and the way back from their gradient. */
    public static final class Embedded {
        private final Tensor embeddings;
        private final @Nullable Tensor scale;
        private final @Nullable Index cell;

        private Embedded(Tensor embeddings, @Nullable Tensor scale, @Nullable Index cell) {
            this.embeddings = embeddings;
            this.scale = scale;
            this.cell = cell;
        }

        /** The embeddings {@code [b, F, k]}. */
        public Tensor embeddings() {
            return embeddings;
        }

        /**
         * The gradient of every entry.
         *
         * @param arriving gradient of {@link #embeddings()}, {@code [b, F, k]}
         * @return {@code [entries, k]}
         */
        public Tensor entryGradient(Tensor arriving) {
            Tensor cells = arriving.reshape(-1, arriving.size(2));
            Tensor entries = cell == null ? cells : cells.rows(cell);
            return scale == null ? entries : entries.mul(scale);
        }
    }
}
