package dev.braid.data.derive;

import dev.braid.data.Split;
import dev.braid.data.prepare.RowLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Both tasks of Criteo-R or Criteo-UR: task 1 is positive where {@code c} is above its threshold, task 2 where {@code y}, a
 * function of c and noise, is above its own.
 */
public final class DerivedLabels implements RowLabels {
    /** The tasks' names. */
    public static final List<String> TASKS = List.of("task1", "task2");

    /** What is kept of each row: the base network's logit, and the confidences c and y. */
    public static final List<String> KEPT = List.of("logit", "c", "y");

    private final Logits logits;
    private final AffineMap map;
    private final ConfidenceFunction function;
    private final Noise noise;
    private final double[] thresholds;

    private DerivedLabels(Logits logits, AffineMap map, ConfidenceFunction function, Noise noise, double[] thresholds) {
        this.logits = logits;
        this.map = map;
        this.function = function;
        this.noise = noise;
        this.thresholds = thresholds;
    }

    /**
     * The labels of a network's logits.
     *
     * @param noise σ_ε, added to y where the function is {@link ConfidenceFunction#RELATED}
     * @param seed of the noise
     * @param positives the share of rows that are to be positive in each task; 0: those above 0 are
     */
    public static DerivedLabels of(
            Logits logits, AffineMap map, ConfidenceFunction function, double noise, long seed, double positives) {
        Noise added = new Noise(seed, function == ConfidenceFunction.RELATED ? noise : 0);
        DerivedLabels labels = new DerivedLabels(logits, map, function, added, new double[2]);
        if (positives > 0) {
            labels.thresholds[0] = QuantileSearch.of(labels::eachC, 1 - positives);
            labels.thresholds[1] = QuantileSearch.of(labels::eachY, 1 - positives);
        }
        return labels;
    }

    private void eachC(DoubleConsumer to) {
        logits.forEach((row, logit) -> to.accept(map.of(logit)));
    }

    private void eachY(DoubleConsumer to) {
        logits.forEach((row, logit) -> to.accept(y(row, map.of(logit))));
    }

    private double y(long row, double c) {
        return function.of(c) + noise.of(row);
    }

    @Override
    public List<String> tasks() {
        return TASKS;
    }

    @Override
    public List<String> kept() {
        return KEPT;
    }

    @Override
    public void row(Split split, int row, double[] numbers, boolean[] positive) {
        numbers[0] = logits.at(split, row);
        numbers[1] = map.of(numbers[0]);
        numbers[2] = y(logits.first(split) + row, numbers[1]);
        positive[0] = numbers[1] > thresholds[0];
        positive[1] = numbers[2] > thresholds[1];
    }

    /** What was reached, over all rows, beside what is printed in the paper. */
    public List<Achieved> achieved() {
        PairMoments related = new PairMoments();
        PairMoments unrelated = new PairMoments();
        PairMoments confidences = new PairMoments();
        PairMoments labels = new PairMoments();
        double[] probability = new double[1];
        logits.forEach((row, logit) -> {
            double c = map.of(logit);
            double y = y(row, c);
            related.add(c, ConfidenceFunction.RELATED.of(c));
            unrelated.add(c, ConfidenceFunction.UNRELATED.of(c));
            confidences.add(c, y);
            labels.add(c > thresholds[0] ? 1 : 0, y > thresholds[1] ? 1 : 0);
            probability[0] += 1 / (1 + Math.exp(-c));
        });
        List<Achieved> achieved = new ArrayList<>();
        achieved.add(Achieved.printed("corr(c, y_r) without noise", related.correlation(), Calibrator.RELATED));
        achieved.add(Achieved.printed("corr(c, y_ur)", unrelated.correlation(), Calibrator.UNRELATED));
        achieved.add(Achieved.of("corr(c, y) of this dataset, with its noise", confidences.correlation()));
        achieved.add(Achieved.of("corr(label 1, label 2)", labels.correlation()));
        achieved.add(Achieved.of("positive rate of task 1", labels.meanX()));
        achieved.add(Achieved.of("positive rate of task 2", labels.meanY()));
        achieved.add(Achieved.of("threshold of c", thresholds[0]));
        achieved.add(Achieved.of("threshold of y", thresholds[1]));
        achieved.add(Achieved.of("mean of c", confidences.meanX()));
        achieved.add(Achieved.of("standard deviation of c", confidences.deviationX()));
        achieved.add(Achieved.of("mean of sigmoid(c)", probability[0] / logits.rows()));
        return achieved;
    }
}
