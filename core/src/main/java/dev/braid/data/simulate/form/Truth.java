package dev.braid.data.simulate.form;

import dev.braid.data.simulate.Logistic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The true logits: {@code b_t + s_t·(ρ_t·x + √(1−ρ_t²)·y_t)} with x the first task's taste and y_t the task's own. On a
 * calibration sample every taste is brought to mean 0 and variance 1, y_t is made orthogonal to x, and the intercepts are
 * solved for, so that correlations, spreads and rates are what was asked for in this very world.
 */
final class Truth {
    /** Rows of the calibration sample: enough for rates within a few hundredths of themselves. */
    static final int SAMPLE = 20_000;

    /**
     * What is wanted of a task.
     *
     * @param name of the task
     * @param rate mean probability in its sample space
     * @param signal standard deviation of its logits
     * @param correlation of its logits with those of the first task
     * @param afterFirst whether its sample space are the positives of the first task
     */
    record Wanted(String name, double rate, double signal, double correlation, boolean afterFirst) {}

    private final List<Wanted> wanted;
    private final double[] mean;
    private final double[] scale;
    private final double[] overlap; // regression of a taste on the first
    private final double[] intercept;
    private final double[][] sample; // [tasks, SAMPLE] logits

    /**
     * @param raw tastes {@code [tasks, SAMPLE]} of sample rows, on any scale; used up
     */
    Truth(List<Wanted> wanted, double[][] raw) {
        this.wanted = List.copyOf(wanted);
        int tasks = wanted.size();
        mean = new double[tasks];
        scale = new double[tasks];
        overlap = new double[tasks];
        intercept = new double[tasks];
        for (int t = 0; t < tasks; t++) {
            double[] y = raw[t];
            if (t > 0) {
                overlap[t] = product(raw[0], y) / y.length;
                for (int i = 0; i < y.length; i++) {
                    y[i] -= overlap[t] * raw[0][i];
                }
            }
            standardize(t, y);
        }
        sample = new double[tasks][];
        for (int t = 0; t < tasks; t++) {
            double[] logits = new double[raw[t].length];
            double[] weights = new double[logits.length];
            for (int i = 0; i < logits.length; i++) {
                logits[i] = slope(t, raw[0][i], raw[t][i]);
                weights[i] = wanted.get(t).afterFirst() ? Logistic.of(sample[0][i]) : 1;
            }
            intercept[t] = Logistic.intercept(logits, weights, wanted.get(t).rate());
            for (int i = 0; i < logits.length; i++) {
                logits[i] += intercept[t];
            }
            sample[t] = logits;
        }
    }

    /**
     * Turns tastes into logits.
     *
     * @param tastes {@code [tasks]} on the scale of the sample; overwritten by logits
     */
    void logits(double[] tastes) {
        double x = (tastes[0] - mean[0]) * scale[0];
        for (int t = tastes.length - 1; t > 0; t--) {
            double y = (tastes[t] - overlap[t] * x - mean[t]) * scale[t];
            tastes[t] = intercept[t] + slope(t, x, y);
        }
        tastes[0] = intercept[0] + slope(0, x, x);
    }

    private double slope(int t, double x, double y) {
        double rho = t == 0 ? 1 : wanted.get(t).correlation();
        return wanted.get(t).signal() * (rho * x + StrictMath.sqrt(1 - rho * rho) * y);
    }

    private void standardize(int t, double[] y) {
        mean[t] = Arrays.stream(y).sum() / y.length;
        for (int i = 0; i < y.length; i++) {
            y[i] -= mean[t];
        }
        double deviation = StrictMath.sqrt(product(y, y) / y.length);
        scale[t] = deviation > 0 ? 1 / deviation : 0;
        for (int i = 0; i < y.length; i++) {
            y[i] *= scale[t];
        }
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** What the calibration sample says of the logits. */
    List<RawTruth.Logit> spread() {
        List<RawTruth.Logit> spread = new ArrayList<>();
        double[] first = centred(sample[0]);
        for (int t = 0; t < sample.length; t++) {
            double average = Arrays.stream(sample[t]).average().orElse(0);
            double[] own = centred(sample[t]);
            double both = StrictMath.sqrt(product(first, first) * product(own, own));
            spread.add(new RawTruth.Logit(
                    wanted.get(t).name(),
                    average,
                    StrictMath.sqrt(product(own, own) / own.length),
                    both > 0 ? product(first, own) / both : 0));
        }
        return spread;
    }

    private static double[] centred(double[] values) {
        double average = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values).map(v -> v - average).toArray();
    }
}
