package dev.braid.train;

import dev.braid.objective.balance.GradientBalancer.Combination;
import java.util.Arrays;
import java.util.List;

/** A {@link Combination} spread over all T tasks: those that took no part in the step have factor 0. */
final class TaskFactors {
    private final List<double[]> shared;
    private final double[] own;
    private final int[] present;

    private TaskFactors(List<double[]> shared, double[] own, int... present) {
        this.shared = shared;
        this.own = own;
        this.present = present;
    }

    /** Where no task took part. */
    static TaskFactors none(int tasks) {
        return new TaskFactors(List.<double[]>of(new double[tasks]), new double[tasks]);
    }

    /**
     * @param present the tasks that the combination is about
     */
    static TaskFactors of(Combination combination, int tasks, int... present) {
        List<double[]> shared = combination.shared().stream()
                .map(a -> spread(a, tasks, present))
                .toList();
        return new TaskFactors(shared, spread(combination.own(), tasks, present), present);
    }

    private static double[] spread(double[] few, int tasks, int... present) {
        double[] all = new double[tasks];
        for (int i = 0; i < present.length; i++) {
            all[present[i]] = few[i];
        }
        return all;
    }

    /** The factors of the gradients on a shared tensor, {@code [T]}. */
    double[] shared(int tensor) {
        return shared.get(shared.size() == 1 ? 0 : tensor);
    }

    /** The factors of the gradients on what belongs to one task, {@code [T]}. */
    double[] own() {
        return own;
    }

    /** The factors as people see them: means over the shared tensors, NaN for tasks that took no part. */
    double[] means() {
        double[] means = new double[own.length];
        Arrays.fill(means, Double.NaN);
        for (int t : present) {
            means[t] = shared.stream().mapToDouble(a -> a[t]).average().orElse(Double.NaN);
        }
        return means;
    }
}
