package dev.braid.metric;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.DiscreteDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * A paired bootstrap, for metrics whose variance has no formula: draws the rows (or users) again and again, the same ones for
 * both predictors, and looks how often the difference between them changes its sign. How often one unit is drawn is
 * Poisson's with mean 1, independent of the others', which for ratios gives what drawing exactly n units would; units that
 * both predictors treat alike are drawn together, as many as there are.
 *
 * @param resamples how often everything is drawn; p-values are multiples of {@code 2 / (resamples + 1)}
 * @param seed of the draws
 */
public record Bootstrap(int resamples, long seed) {
    public Bootstrap {
        if (resamples < 1) {
            throw new IllegalArgumentException("resamples must be at least 1, got " + resamples);
        }
    }

    /**
     * Two-sided p-value of a difference: twice the share of resamples in which it is not on the side where most are.
     *
     * @param units {@code [K]} how many alike units there are of each kind, at least 1
     * @param difference the metric's difference for weights {@code [K]}; resamples in which it is {@code NaN} count against
     *     either side
     */
    double p(int[] units, ToDoubleFunction<double[]> difference) {
        SplittableRandom random = new SplittableRandom(seed);
        UniformRandomProvider source = random::nextLong;
        DiscreteDistribution.Sampler[] draws = new DiscreteDistribution.Sampler[units.length];
        DiscreteDistribution.Sampler single = PoissonDistribution.of(1).createSampler(source);
        for (int k = 0; k < units.length; k++) {
            draws[k] = units[k] == 1 ? single : PoissonDistribution.of(units[k]).createSampler(source);
        }
        double[] weights = new double[units.length];
        int notAbove = 1; // the sample itself counts among the resamples, so that no p-value is 0
        int notBelow = 1;
        for (int b = 0; b < resamples; b++) {
            for (int k = 0; k < weights.length; k++) {
                weights[k] = draws[k].sample();
            }
            double d = difference.applyAsDouble(weights);
            notAbove += d > 0 ? 0 : 1;
            notBelow += d < 0 ? 0 : 1;
        }
        return Math.min(1, 2.0 * Math.min(notAbove, notBelow) / (resamples + 1));
    }
}
