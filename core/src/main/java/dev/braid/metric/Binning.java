package dev.braid.metric;

/** How rows are sorted into bins by their predicted probability. */
public enum Binning {
    /** As many rows in each bin as ties allow: rows of one probability share the bin of the first of them. */
    EQUAL_FREQUENCY {
        @Override
        int bin(double probability, long rowsBelow, long rows, int bins) {
            return (int) Math.min(bins - 1L, Math.floorDiv(rowsBelow * bins, rows));
        }
    },
    /** Bins of width 1/bins; nearly useless for rates far below one percent, where all rows share the first bin. */
    EQUAL_WIDTH {
        @Override
        int bin(double probability, long rowsBelow, long rows, int bins) {
            return (int) Math.min(bins - 1, Math.floor(probability * bins));
        }
    };

    /**
     * The bin of all rows of one probability.
     *
     * @param rowsBelow how many rows have a smaller one
     * @param rows how many there are
     */
    abstract int bin(double probability, long rowsBelow, long rows, int bins);
}
