package dev.braid.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mean training loss per task since the last line of metrics. Its sums are part of a checkpoint. */
final class LossMeans {
    private final double[] sums;
    private final long[] rows;
    private final String[] tasks;

    /**
     * What a checkpoint keeps.
     *
     * @param sums per task the sum of losses over rows
     * @param rows per task the number of rows
     */
    @SuppressWarnings("ArrayRecordComponent") // only ever written to JSON and read from it
    record State(double[] sums, long[] rows) {}

    LossMeans(String... tasks) {
        this.tasks = tasks.clone();
        sums = new double[tasks.length];
        rows = new long[tasks.length];
    }

    /** Goes on where a checkpoint was made. */
    void restore(State state) {
        System.arraycopy(state.sums(), 0, sums, 0, sums.length);
        System.arraycopy(state.rows(), 0, rows, 0, rows.length);
    }

    State state() {
        return new State(sums.clone(), rows.clone());
    }

    void add(StepLoss loss) {
        for (int t = 0; t < sums.length; t++) {
            StepLoss.TaskLoss task = loss.tasks().get(t);
            if (task.rows() > 0) {
                sums[t] += task.loss() * task.rows();
                rows[t] += task.rows();
            }
        }
    }

    /** The means, null where no row had a label; begins anew. */
    Map<String, @Nullable Double> drain() {
        Map<String, @Nullable Double> means = new LinkedHashMap<>();
        for (int t = 0; t < sums.length; t++) {
            means.put(tasks[t], rows[t] == 0 ? null : Double.valueOf(sums[t] / rows[t]));
        }
        Arrays.fill(sums, 0);
        Arrays.fill(rows, 0);
        return means;
    }
}
