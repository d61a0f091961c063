package dev.braid.data.prepare;

import dev.braid.data.Split;
import java.util.List;

/** Tasks of rows that are prepared already. */
public interface RowLabels {
    /** The tasks' names. */
    List<String> tasks();

    /** Names of the numbers that are kept of each row beside the dataset's parts. */
    List<String> kept();

    /**
     * Computes one row. Rows come split by split, each once, in order.
     *
     * @param split the row's split
     * @param row its number in the split, from 0
     * @param numbers takes what is kept, in the order of {@link #kept}
     * @param positive takes whether each task is positive
     */
    void row(Split split, int row, double[] numbers, boolean[] positive);
}
