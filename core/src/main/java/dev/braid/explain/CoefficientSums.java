package dev.braid.explain;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.braid.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Adds up the coefficients of the gates of one place over the rows of a batch. */
final class CoefficientSums {
    private final int tasks;
    private final int choices;
    private final double[] sums; // [T, N]
    private final double[] least; // [T]
    private final double[] most;
    private long rows;

    /**
     * @param values c, {@code [B, T, N]}, of which only the shape is read
     */
    CoefficientSums(Tensor values) {
        tasks = (int) values.size(1);
        choices = (int) values.size(2);
        sums = new double[tasks * choices];
        least = new double[tasks];
        most = new double[tasks];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(most, Double.NEGATIVE_INFINITY);
    }

    void add(Tensor c) {
        double[] values = c.toDoubles();
        for (int i = 0; i < values.length; i++) {
            int slot = i % sums.length;
            int task = slot / choices;
            sums[slot] += values[i];
            least[task] = Math.min(least[task], values[i]);
            most[task] = Math.max(most[task], values[i]);
        }
        rows += values.length / sums.length;
    }

    @CanIgnoreReturnValue
    CoefficientSums plus(CoefficientSums other) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
        }
        for (int t = 0; t < tasks; t++) {
            least[t] = Math.min(least[t], other.least[t]);
            most[t] = Math.max(most[t], other.most[t]);
        }
        rows += other.rows;
        return this;
    }

    /**
     * @param gates of the same place, in the order of the tasks
     */
    List<CoefficientSummary> summaries(String place, List<GateSummary> gates) {
        List<CoefficientSummary> all = new ArrayList<>();
        for (int t = 0; t < tasks; t++) {
            List<Double> mean = new ArrayList<>();
            for (int i = 0; i < choices; i++) {
                mean.add(sums[t * choices + i] / rows);
            }
            GateSummary gate = gates.get(t);
            all.add(new CoefficientSummary(place, gate.reader(), gate.choices(), mean, least[t], most[t]));
        }
        return all;
    }
}
