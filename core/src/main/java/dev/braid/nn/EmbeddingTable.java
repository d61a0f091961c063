package dev.braid.nn;

import dev.braid.tensor.DType;
import dev.braid.tensor.Index;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * One flat table {@code [N, k]} of embedding rows. Only the rows that a batch touches are gathered, get gradients and
 * are written back, so that a step costs the same whatever N is. The lookup is linear, and its gradient is written out
 * here, so that the gradient graph of a model begins at the embeddings.
 */
public final class EmbeddingTable implements AutoCloseable {
    private final String name;
    private final Variable rows;

    /**
     * @param name its path in checkpoints, {@code embedding.<request>.rows}
     */
    public EmbeddingTable(
            String name, DType dtype, long tableRows, int width, EmbeddingRequest.RowInit init, long seed) {
        this.name = name;
        this.rows = Tensors.state(dtype, tableRows, width);
        init.init(width).fill(rows, Seeds.of(seed, name));
    }

    /** Its path in checkpoints. */
    public String name() {
        return name;
    }

    /** All rows {@code [N, k]}. */
    public Variable rows() {
        return rows;
    }

    /** Gathers what a batch reads; the result lives in the innermost scope. */
    public Touched touch(Lookup lookup) {
        Index distinct = Index.of(lookup.distinct());
        return new Touched(lookup, distinct, rows.copyRows(distinct));
    }

    @Override
    public void close() {
        rows.close();
    }

    /** The rows of a table that one batch touches. */
    public final class Touched {
        private final Lookup lookup;
        private final Index distinct;
        private final Variable current;
        private final Index position;
        private final @Nullable Tensor scale;
        private final @Nullable Index cell;

        private Touched(Lookup lookup, Index distinct, Variable current) {
            this.lookup = lookup;
            this.distinct = distinct;
            this.current = current;
            this.position = Index.of(lookup.position());
            float[] factors = lookup.scale();
            int[] cells = lookup.cell();
            this.scale = factors == null ? null : Tensors.of(rows.dtype(), factors, factors.length, 1);
            this.cell = cells == null ? null : Index.of(cells);
        }

        /** The table these rows are of. */
        public EmbeddingTable table() {
            return EmbeddingTable.this;
        }

        /** Which rows: U distinct positions. */
        public Index distinct() {
            return distinct;
        }

        /** A working copy of the touched rows {@code [U, k]}, for the optimiser to change and put back. */
        public Variable current() {
            return current;
        }

        /** The embeddings of the batch {@code [B, F, k]}. */
        public Tensor embeddings() {
            Tensor entries = current.rows(position);
            Tensor scaled = scale == null ? entries : entries.mul(scale);
            long width = rows.size(1);
            Tensor cells =
                    cell == null ? scaled : Tensors.sumByRow(scaled, cell, (long) lookup.rows() * lookup.fields());
            return cells.reshape(lookup.rows(), lookup.fields(), width);
        }

        /**
         * The gradient of the touched rows.
         *
         * @param arriving gradient of {@link #embeddings()}, {@code [B, F, k]}
         * @return {@code [U, k]}
         */
        public Tensor gradient(Tensor arriving) {
            Tensor cells = arriving.reshape(-1, rows.size(1));
            Tensor entries = cell == null ? cells : cells.rows(cell);
            return Tensors.sumByRow(scale == null ? entries : entries.mul(scale), position, distinct.length());
        }
    }
}
