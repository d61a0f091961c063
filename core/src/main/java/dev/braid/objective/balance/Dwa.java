package dev.braid.objective.balance;

import java.util.Arrays;

/**
 * Dynamic weight average (Liu, Johns and Davison, CVPR 2019): {@code w_t(τ) = T · softmax_t(r_t / temperature)} with {@code
 * r_t = L_t(τ−1) / L_t(τ−2)}, over the mean losses of the last two epochs; 1 in the first two.
 *
 * <p>A task without a loss in an epoch keeps the mean of the epoch before. As long as some task has no two means, its
 * factor is 1, and the others share the rest.
 */
public final class Dwa implements LossBalancer {
    private final double temperature;
    private final long period;
    private final double[] sums;
    private final double[] counts;
    private final double[] last;
    private final double[] beforeLast;

    private Dwa(int tasks, double temperature, long period) {
        this.temperature = temperature;
        this.period = period;
        sums = new double[tasks];
        counts = new double[tasks];
        last = new double[tasks];
        beforeLast = new double[tasks];
    }

    public static Dwa of(DwaOptions options, BalancerSetting setting) {
        long period = options.everySteps() > 0 ? options.everySteps() : setting.stepsPerEpoch();
        return new Dwa(setting.tasks(), options.temperature(), period);
    }

    @Override
    public double[] factors(long step) {
        double[] factors = new double[sums.length];
        Arrays.fill(factors, 1);
        double largest = Double.NEGATIVE_INFINITY;
        int known = 0;
        for (int t = 0; t < factors.length; t++) {
            if (isKnown(t)) {
                largest = Math.max(largest, ratio(t));
                known++;
            }
        }
        double total = 0;
        for (int t = 0; t < factors.length; t++) {
            total += isKnown(t) ? Math.exp(ratio(t) - largest) : 0;
        }
        for (int t = 0; t < factors.length; t++) {
            if (isKnown(t)) {
                factors[t] = known * Math.exp(ratio(t) - largest) / total;
            }
        }
        return factors;
    }

    /** Means are positive; 0 stands for none. */
    private boolean isKnown(int task) {
        return last[task] > 0 && beforeLast[task] > 0;
    }

    private double ratio(int task) {
        return last[task] / beforeLast[task] / temperature;
    }

    @Override
    public void learn(long step, double[] losses, double[] norms) {
        for (int t = 0; t < sums.length; t++) {
            if (!Double.isNaN(losses[t])) {
                sums[t] += losses[t];
                counts[t]++;
            }
        }
        if (step % period == 0) {
            for (int t = 0; t < sums.length; t++) {
                if (counts[t] > 0) {
                    beforeLast[t] = last[t];
                    last[t] = sums[t] / counts[t];
                }
            }
            Arrays.fill(sums, 0);
            Arrays.fill(counts, 0);
        }
    }

    @Override
    public double[] state() {
        return SavedNumbers.join(sums, counts, last, beforeLast);
    }

    @Override
    public void restore(double[] state) {
        SavedNumbers.split(state, sums, counts, last, beforeLast);
    }
}
