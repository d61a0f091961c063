package dev.braid.objective.counterfactual;

import dev.braid.options.Doc;
import java.util.Optional;

/** How a clicked row is weighted by one over its predicted click probability ô. */
@Doc("weights w = 1/clip(ô, clip, 1) of clicked rows; no gradient flows through them")
public record PropensityOptions(
        @Doc("ε_p, the lower bound of ô: a large one has less variance, a small one less bias")
        double clip,

        @Doc("upper bound of w, at least 1 and less than 1/clip, which is a bound already")
        Optional<Double> cap,

        @Doc("divide by the batch's Σ w of clicked rows instead of its number of rows (SNIPS)")
        boolean selfNormalised) {
    public static final PropensityOptions DEFAULTS = new PropensityOptions(0.1, Optional.empty(), false);

    public PropensityOptions {
        if (!(clip > 0 && clip <= 1)) {
            throw new IllegalArgumentException("clip must be in (0, 1], got " + clip);
        }
        if (cap.isPresent() && !(cap.get() >= 1)) {
            throw new IllegalArgumentException("cap must be at least 1, got " + cap.get());
        }
        if (cap.isPresent() && cap.get() >= 1 / clip) {
            throw new IllegalArgumentException("cap " + cap.get() + " has no effect with clip " + clip
                    + ", which bounds w by " + 1 / clip + "; leave it out");
        }
    }

    /** The least ô that both bounds let through. */
    double floor() {
        return cap.map(most -> Math.max(clip, 1 / most)).orElse(clip);
    }
}
