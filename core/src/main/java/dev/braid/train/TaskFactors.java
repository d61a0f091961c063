package dev.braid.train;

import dev.braid.objective.balance.GradientBalancer.Combination;
import java.util.Arrays;
import java.util.List;

/**
 * A {@link Combination} spread over all T tasks: those that took no part in the step have factor 0.
 *
 * @param shared {@code [T]} per shared tensor, or one for all; none when no task took part
 * @param own {@code [T]}, or nothing when no task took part
 * @param present the tasks that took part
 */
@SuppressWarnings("ArrayRecordComponent") // a value that is read once
record TaskFactors(List<double[]> shared, double[] own, int[] present) {
    static final TaskFactors NONE = new TaskFactors(List.of(), new double[0], new int[0]);

    static TaskFactors of(Combination combination, int[] present, int tasks) {
        return new TaskFactors(
                combination.shared().stream()
                        .map(a -> spread(a, present, tasks))
                        .toList(),
                spread(combination.own(), present, tasks),
                present);
    }

    private static double[] spread(double[] few, int[] present, int tasks) {
        double[] all = new double[tasks];
        for (int i = 0; i < present.length; i++) {
            all[present[i]] = few[i];
        }
        return all;
    }

    double[] shared(int tensor, int tasks) {
        return shared.isEmpty() ? new double[tasks] : shared.get(shared.size() == 1 ? 0 : tensor);
    }

    double[] own(int tasks) {
        return own.length == 0 ? new double[tasks] : own;
    }

    /** The factors as people see them: means over the shared tensors. */
    double[] means(int tasks) {
        double[] means = new double[tasks];
        Arrays.fill(means, Double.NaN);
        for (int t : present) {
            means[t] = shared.stream().mapToDouble(a -> a[t]).average().orElse(Double.NaN);
        }
        return means;
    }
}
