package dev.braid.experiment.reproduce;

import dev.braid.fault.BadInput;
import dev.braid.fault.NearestName;
import java.util.Arrays;
import java.util.Locale;

/** The hyper-parameters with which a result is reproduced. */
public enum Preset {
    /** What the paper states, and Braid's defaults for what it leaves open. */
    PAPER("what the paper states, and Braid's defaults where it is silent"),
    /** The same variants, smaller and shorter. */
    QUICK("the same models, smaller and shorter: for simulated data, and to see whether all works");

    private final String doc;

    Preset(String doc) {
        this.doc = doc;
    }

    /** The name on the command line and in every output. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is, in a line. */
    public String doc() {
        return doc;
    }

    /**
     * The preset of a name.
     *
     * @throws BadInput when there is none
     */
    public static Preset named(String label) {
        return Arrays.stream(values())
                .filter(p -> p.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new BadInput("no preset is named '" + label + "'; "
                        + NearestName.suggestion(
                                label,
                                Arrays.stream(values()).map(Preset::label).toList())));
    }
}
