package dev.braid.nn;

import java.util.List;

/** What a model reads of every row from one table: how wide, how it starts, and of which columns. */
public sealed interface EmbeddingColumns {
    /**
     * The width of the table's rows.
     *
     * @param k width of embedding vectors
     */
    int width(int k);

    /** The first values of rows, where embedding vectors have width k. */
    Init init(int k);

    /** Whether it is vectors, whose widths people choose. */
    boolean vectors();

    /** How the columns lie in the table. */
    EmbeddingLayout.Form form(EmbeddingOptions.NumericFields numeric);

    /**
     * A vector of width k for each of F fields: {@code [B, F, k]}.
     *
     * @param rows first values
     */
    record Vectors(EmbeddingRequest.RowInit rows) implements EmbeddingColumns {
        @Override
        public int width(int k) {
            return k;
        }

        @Override
        public boolean vectors() {
            return true;
        }

        @Override
        public Init init(int k) {
            return rows.init(k);
        }

        @Override
        public EmbeddingLayout.Form form(EmbeddingOptions.NumericFields numeric) {
            return new EmbeddingLayout.Form(numeric, List.of());
        }
    }

    /**
     * One weight, initially 0, for every id, for every numeric column (times its value; another one where it is missing)
     * and for every bucket of every cross: {@code [B, columns + crosses, 1]}.
     */
    record Weights(List<FeatureCross> crosses) implements EmbeddingColumns {
        public Weights {
            crosses = List.copyOf(crosses);
        }

        @Override
        public int width(int k) {
            return 1;
        }

        @Override
        public boolean vectors() {
            return false;
        }

        @Override
        public Init init(int k) {
            return Init.zeros();
        }

        /** A common field of all numeric columns would add an offset of its own, so there is none. */
        @Override
        public EmbeddingLayout.Form form(EmbeddingOptions.NumericFields numeric) {
            return new EmbeddingLayout.Form(EmbeddingOptions.NumericFields.PER_FEATURE, crosses);
        }
    }
}
