package dev.braid.nn;

import dev.braid.options.Doc;

/** How strongly the labels of tasks go together: what DE-PHN's virtual gradient asks of the training loop. */
@FunctionalInterface
public interface TaskCorrelation {
    /**
     * The absolute correlations of the tasks' labels, x_jt of models.md §19.
     *
     * @return {@code [T][T]}, symmetric, each in [0, 1]; 0 where undefined
     */
    double[][] between(Measure measure, Rows rows);

    /** The correlation coefficient. */
    enum Measure {
        @Doc("Pearson correlation; 0 when a column is constant")
        PEARSON,
        @Doc("cosine of the label vectors; 0 when a column has no positive")
        COSINE
    }

    /** Over which rows it is taken. */
    enum Rows {
        @Doc("the rows of the current batch (the paper)")
        BATCH,
        @Doc("an exponential moving average (0.99) over batches, for rare labels")
        EMA,
        @Doc("the whole training split")
        DATASET
    }
}
