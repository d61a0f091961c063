package dev.braid.explain;

import dev.braid.explain.TaskSummary.Activation;
import dev.braid.explain.TaskSummary.ConfidenceBin;
import dev.braid.explain.TaskSummary.Propensity;
import dev.braid.metric.CalibrationCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Labels, predictions and, where there are any, base confidences of some rows, task by task.
 *
 * @param labels {@code [T][n]}: 1, 0 or NaN
 * @param logits {@code [T][n]}
 * @param probabilities {@code [T][n]}; of a task with a parent, the one given the parent
 * @param confidences {@code [T][n]}, or empty
 * @param parents position of each task's parent, −1 for none
 */
record ObservedRows(
        float[][] labels,
        double[][] logits,
        double[][] probabilities,
        Optional<double[][]> confidences,
        int[] parents) {
    private static final int BINS = 40;
    private static final int CONFIDENCE_BINS = 30;

    /** How many rows. */
    int count() {
        return labels[0].length;
    }

    TaskSummary summary(int task, String name, CalibrationCurve calibration) {
        return new TaskSummary(name, activation(task), confidence(task), calibration, propensity(task));
    }

    private Activation activation(int task) {
        double least = Arrays.stream(logits[task]).min().orElse(0);
        double most = Arrays.stream(logits[task]).max().orElse(0);
        double width = most > least ? (most - least) / BINS : 1;
        long[] positives = new long[BINS];
        long[] negatives = new long[BINS];
        for (int i = 0; i < logits[task].length; i++) {
            int bin = (int) Math.min(BINS - 1, (logits[task][i] - least) / width);
            positives[bin] += labels[task][i] == 1 ? 1 : 0;
            negatives[bin] += labels[task][i] == 0 ? 1 : 0;
        }
        return new Activation(
                least,
                width,
                Arrays.stream(positives).boxed().toList(),
                Arrays.stream(negatives).boxed().toList());
    }

    private List<ConfidenceBin> confidence(int task) {
        if (confidences.isEmpty()) {
            return List.of();
        }
        double[] first = confidences.get()[0];
        double[] own = confidences.get()[task];
        List<Integer> order = IntStream.range(0, first.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> first[i]))
                .toList();
        List<ConfidenceBin> bins = new ArrayList<>();
        for (int b = 0; b < CONFIDENCE_BINS; b++) {
            List<Integer> rows =
                    order.subList(b * order.size() / CONFIDENCE_BINS, (b + 1) * order.size() / CONFIDENCE_BINS);
            if (!rows.isEmpty()) {
                double[] sorted =
                        rows.stream().mapToDouble(i -> logits[task][i]).sorted().toArray();
                bins.add(new ConfidenceBin(
                        rows.size(),
                        mean(rows, first),
                        mean(rows, own),
                        Quantiles.of(sorted, 0.05),
                        Arrays.stream(sorted).average().orElseThrow(),
                        Quantiles.of(sorted, 0.95)));
            }
        }
        return bins;
    }

    private static double mean(List<Integer> rows, double[] values) {
        return rows.stream().mapToDouble(i -> values[i]).average().orElseThrow();
    }

    private Optional<Propensity> propensity(int task) {
        if (parents[task] < 0) {
            return Optional.empty();
        }
        int n = labels[task].length;
        double[] p = new double[n];
        Arrays.fill(p, 1);
        for (int above = parents[task]; above >= 0; above = parents[above]) {
            for (int i = 0; i < n; i++) {
                p[i] *= probabilities[above][i];
            }
        }
        double[] inside = IntStream.range(0, n)
                .filter(i -> labels[parents[task]][i] == 1)
                .mapToDouble(i -> p[i])
                .toArray();
        double weights = Arrays.stream(inside).map(x -> 1 / x).sum();
        double squares = Arrays.stream(inside).map(x -> 1 / (x * x)).sum();
        double effective = inside.length == 0 ? 0 : weights * weights / squares;
        return Optional.of(new Propensity(Quantiles.of(p), Quantiles.of(inside), effective, inside.length));
    }
}
