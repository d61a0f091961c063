package dev.braid.data.simulate;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The true probabilities: {@code logit p_click = b_c + s·x} and {@code logit p_conversion|click = b_v + s·(ρ·x + √(1−ρ²)·y)}
 * with two tastes x and y. On a calibration sample both are brought to mean 0 and variance 1, y is made orthogonal to x, and
 * the intercepts are solved for, so that correlation and rates are what was asked for in this very world.
 */
final class Propensities {
    private static final int CALIBRATION_ROWS = 50_000;

    private final Taste click;
    private final Taste conversion;
    private final double signal;
    private final double correlation;
    private double clickMean;
    private double clickScale;
    private double ownMean;
    private double ownScale;
    private double overlap; // regression of the second taste on the first
    private double clickIntercept;
    private double conversionIntercept;

    Propensities(FunnelOptions options, Taste click, Taste conversion, Zipf users, Zipf items) {
        this.click = click;
        this.conversion = conversion;
        this.signal = options.signal();
        this.correlation = options.taskCorrelation();
        calibrate(options, users, items);
    }

    private void calibrate(FunnelOptions options, Zipf users, Zipf items) {
        SplittableRandom random = RandomSource.of(options.seed(), "calibration");
        Exposure exposure = new Exposure();
        double[] x = new double[CALIBRATION_ROWS];
        double[] y = new double[CALIBRATION_ROWS];
        for (int i = 0; i < CALIBRATION_ROWS; i++) {
            exposure.draw(users, items, random);
            x[i] = clickTaste(exposure);
            y[i] = conversionTaste(exposure);
        }
        clickMean = mean(x);
        clickScale = scale(x, clickMean);
        standardize(x, clickMean, clickScale);
        for (int i = 0; i < x.length; i++) {
            overlap += x[i] * y[i] / x.length;
        }
        for (int i = 0; i < x.length; i++) {
            y[i] -= overlap * x[i];
        }
        ownMean = mean(y);
        ownScale = scale(y, ownMean);
        standardize(y, ownMean, ownScale);

        double[] clickLogit = Arrays.stream(x).map(v -> signal * v).toArray();
        double[] ones = new double[x.length];
        Arrays.fill(ones, 1);
        clickIntercept = Logistic.intercept(clickLogit, ones, options.clickRate());
        double[] clicked = Arrays.stream(clickLogit)
                .map(l -> Logistic.of(clickIntercept + l))
                .toArray();
        double[] conversionLogit = new double[x.length];
        Arrays.setAll(conversionLogit, i -> signal * mixed(x[i], y[i]));
        conversionIntercept = Logistic.intercept(conversionLogit, clicked, options.conversionRate());
    }

    /** Fills {@code into} with the logits of click and of conversion given click. */
    void logits(Exposure e, double[] into) {
        double x = (clickTaste(e) - clickMean) * clickScale;
        double y = (conversionTaste(e) - overlap * x - ownMean) * ownScale;
        into[0] = clickIntercept + signal * x;
        into[1] = conversionIntercept + signal * mixed(x, y);
    }

    private double mixed(double x, double y) {
        return correlation * x + StrictMath.sqrt(1 - correlation * correlation) * y;
    }

    private double clickTaste(Exposure e) {
        return click.of(e, click.fit(e));
    }

    private double conversionTaste(Exposure e) {
        return conversion.of(e, conversion.bargain(e));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        return sum / values.length;
    }

    /** One over the standard deviation. */
    private static double scale(double[] values, double mean) {
        double sum = 0;
        for (double v : values) {
            sum += (v - mean) * (v - mean);
        }
        return 1 / StrictMath.sqrt(sum / values.length);
    }

    private static void standardize(double[] values, double mean, double scale) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (values[i] - mean) * scale;
        }
    }
}
