package dev.braid.data.derive;

import dev.braid.fault.BadInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the map from logits to confidences under which the correlations printed in the DE-PHN paper (§IV-A) are reached. */
public final class Calibrator {
    /** The paper's correlation of both confidences of Criteo-R. */
    public static final double RELATED = 0.9877;

    /** The paper's correlation of both confidences of Criteo-UR. */
    public static final double UNRELATED = 0.5288;

    /** How near the printed correlations must come. */
    public static final double TOLERANCE = 1e-3;

    /** Where normally distributed logits meet both correlations: the search begins here. */
    private static final double NORMAL_SHIFT = -1.1207;

    private static final double NORMAL_SCALE = 0.9345;

    private static final double GOOD = 1e-6;
    private static final double LARGEST_SCALE = 6;
    private static final double STEP = 1e-3;

    private final Logits logits;
    private final double mean;
    private final double deviation;

    /**
     * @throws BadInput where the logits do not differ, so that nothing can be made of them
     */
    public Calibrator(Logits logits) {
        this.logits = logits;
        PairMoments moments = new PairMoments();
        logits.forEach((row, logit) -> moments.add(logit, logit));
        mean = moments.meanX();
        deviation = moments.deviationX();
        if (!Double.isFinite(mean) || !Double.isFinite(deviation)) {
            throw new BadInput("the base network's logits are no finite numbers; lower base.learningRate");
        }
        if (deviation <= 1e-9 * Math.max(1, Math.abs(mean))) {
            throw BadInput.of(
                    "the base network gives all %,d rows the same logit, %.4f, of which no two tasks can be made; train it"
                            + " longer (base.epochs) or on more rows",
                    logits.rows(), mean);
        }
    }

    /**
     * The map of a calibration.
     *
     * @throws BadInput where no map meets the paper's correlations
     */
    public AffineMap map(Calibration calibration) {
        return switch (calibration) {
            case NONE -> new AffineMap(mean, deviation, mean, deviation);
            case CONF -> confidence();
            case LABEL -> label();
        };
    }

    private AffineMap at(double[] point) {
        return new AffineMap(mean, deviation, point[0], point[1]);
    }

    /** How far both correlations are off, the larger of the two. */
    double distance(AffineMap map) {
        PairMoments related = new PairMoments();
        PairMoments unrelated = new PairMoments();
        logits.forEach((row, logit) -> {
            double c = map.of(logit);
            related.add(c, ConfidenceFunction.RELATED.of(c));
            unrelated.add(c, ConfidenceFunction.UNRELATED.of(c));
        });
        return Math.max(Math.abs(related.correlation() - RELATED), Math.abs(unrelated.correlation() - UNRELATED));
    }

    private AffineMap confidence() {
        LogitHistogram histogram = LogitHistogram.of(logits, mean, deviation);
        double[] best = {NORMAL_SHIFT, NORMAL_SCALE};
        for (double[] start : starts()) {
            double[] found = descend(histogram, start);
            if (size(misses(histogram, found)) < size(misses(histogram, best))) {
                best = found;
            }
            if (size(misses(histogram, found)) < TOLERANCE / 2 && distance(at(found)) < TOLERANCE) {
                return at(found);
            }
        }
        double[] missed = misses(histogram, best);
        throw BadInput.of(
                "no shift and scale of the base network's logits gives the correlations %.4f and %.4f (nearest: %.4f and"
                        + " %.4f); train it longer (base.epochs), or set calibrate=none",
                RELATED, UNRELATED, RELATED + missed[0], UNRELATED + missed[1]);
    }

    /** The map of normal logits, then others, the nearest to it first. */
    private static List<double[]> starts() {
        List<double[]> starts = new ArrayList<>();
        starts.add(new double[] {NORMAL_SHIFT, NORMAL_SCALE});
        for (double shift = -3; shift <= 3; shift += 0.5) {
            for (double scale = 0.25; scale <= 2.5; scale += 0.25) {
                starts.add(new double[] {shift, scale});
            }
        }
        starts.sort(Comparator.comparingDouble(s -> Math.hypot(s[0] - NORMAL_SHIFT, s[1] - NORMAL_SCALE)));
        return starts;
    }

    private static double[] misses(LogitHistogram histogram, double[] at) {
        return new double[] {
            histogram.correlation(at[0], at[1], ConfidenceFunction.RELATED) - RELATED,
            histogram.correlation(at[0], at[1], ConfidenceFunction.UNRELATED) - UNRELATED
        };
    }

    /** NaN, of a constant, counts as far off. */
    private static double size(double[] missed) {
        double size = Math.max(Math.abs(missed[0]), Math.abs(missed[1]));
        return Double.isNaN(size) ? Double.POSITIVE_INFINITY : size;
    }

    /** Newton's method for both equations; a step that makes matters worse is halved. */
    private static double[] descend(LogitHistogram histogram, double[] start) {
        double[] at = start;
        double[] missed = misses(histogram, at);
        for (int i = 0; i < 50 && size(missed) > GOOD; i++) {
            Optional<double[]> step = newton(histogram, at, missed);
            if (step.isEmpty()) {
                return at;
            }
            boolean better = false;
            for (double share = 1; share > 1e-3 && !better; share /= 2) {
                double[] next = {at[0] + share * step.get()[0], at[1] + share * step.get()[1]};
                if (next[1] > 0.01 && next[1] < LARGEST_SCALE && Math.abs(next[0]) < 2 * LARGEST_SCALE) {
                    double[] then = misses(histogram, next);
                    better = size(then) < size(missed);
                    if (better) {
                        at = next;
                        missed = then;
                    }
                }
            }
            if (!better) {
                return at;
            }
        }
        return at;
    }

    private static Optional<double[]> newton(LogitHistogram histogram, double[] at, double[] missed) {
        double[] right = misses(histogram, new double[] {at[0] + STEP, at[1]});
        double[] left = misses(histogram, new double[] {at[0] - STEP, at[1]});
        double[] up = misses(histogram, new double[] {at[0], at[1] + STEP});
        double[] down = misses(histogram, new double[] {at[0], at[1] - STEP});
        double a = (right[0] - left[0]) / (2 * STEP);
        double b = (up[0] - down[0]) / (2 * STEP);
        double c = (right[1] - left[1]) / (2 * STEP);
        double d = (up[1] - down[1]) / (2 * STEP);
        double determinant = a * d - b * c;
        if (determinant == 0 || !Double.isFinite(determinant)) {
            return Optional.empty();
        }
        return Optional.of(new double[] {
            -(d * missed[0] - b * missed[1]) / determinant, -(a * missed[1] - c * missed[0]) / determinant
        });
    }

    /** The smallest scale at which the labels' correlation has fallen to the paper's number. */
    private AffineMap label() {
        LogitHistogram histogram = LogitHistogram.of(logits, mean, deviation);
        double step = 0.01;
        for (double scale = step; scale < 10 * LARGEST_SCALE; scale += step) {
            double correlation = histogram.labelCorrelation(mean, scale, ConfidenceFunction.UNRELATED);
            if (correlation <= UNRELATED) {
                return between(histogram, scale - step, scale);
            }
        }
        throw BadInput.of(
                "no scale of the base network's logits, whose mean is %.4f, gives labels that correlate by %.4f; set"
                        + " calibrate=conf or calibrate=none",
                mean, UNRELATED);
    }

    private AffineMap between(LogitHistogram histogram, double from, double to) {
        double low = from;
        double high = to;
        for (int i = 0; i < 40; i++) {
            double middle = (low + high) / 2;
            if (histogram.labelCorrelation(mean, middle, ConfidenceFunction.UNRELATED) > UNRELATED) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new AffineMap(mean, deviation, mean, high);
    }
}
