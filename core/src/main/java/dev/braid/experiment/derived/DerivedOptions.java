package dev.braid.experiment.derived;

import dev.braid.data.derive.Calibration;
import dev.braid.data.source.CriteoOptions;
import dev.braid.options.Doc;
import java.util.Optional;

/** How Criteo-R and Criteo-UR are made of Criteo's display advertising log. */
@Doc("Criteo with tasks that are made of a network's confidence")
public record DerivedOptions(
        @Doc("values seen less often in the training rows get id 0")
        long minCount,

        @Doc("fill rows up whose empty last columns were cut off, instead of calling them bad lines")
        boolean padShortRows,

        @Doc("another seed, another random split, another base network and other noise")
        long seed,

        @Doc("how the network's logits become the confidence c")
        Calibration calibrate,

        @Doc("what is done about the noise that the paper does not define")
        Preset preset,

        @Doc("standard deviation of the noise in y_r (criteo-ur has none); null = what the preset says")
        Optional<Double> noise,

        @Doc(
                "share of rows that are positive in each task, by thresholds that are quantiles of c and y; 0 = those above 0")
        double positives,

        @Doc("the network") BaseOptions base) {
    public static final DerivedOptions DEFAULTS =
            new DerivedOptions(10, false, 1, Calibration.CONF, Preset.NOISY, Optional.empty(), 0, BaseOptions.DEFAULTS);

    private static final double USUAL_NOISE = 0.1;

    /** What the noise of y_r is. */
    public enum Preset {
        @Doc("noise of 0.1 in y_r, so that the tasks of criteo-r differ in some rows")
        NOISY,
        @Doc("none, as the formula reads: both tasks of criteo-r then have the same labels in all rows")
        PAPER
    }

    public DerivedOptions {
        if (minCount < 1) {
            throw new IllegalArgumentException("minCount must be at least 1, got " + minCount);
        }
        if (noise.isPresent() && !(noise.get() >= 0 && noise.get() < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("noise must be a finite number of at least 0, got " + noise.get());
        }
        if (!(positives >= 0 && positives < 1)) {
            throw new IllegalArgumentException("positives must be in 0..1, below 1, got " + positives);
        }
    }

    /** σ_ε. */
    double deviation() {
        return noise.orElse(preset == Preset.PAPER ? 0 : USUAL_NOISE);
    }

    /** How the log itself is prepared. */
    CriteoOptions files() {
        return new CriteoOptions(minCount, padShortRows, seed);
    }
}
