package dev.braid.data.source;

import dev.braid.options.Doc;

/** What is made of the Ali-CCP files. */
@Doc("Ali-CCP")
public record AliCcpOptions(
        @Doc("which columns, and which splits") Preset preset,

        @Doc("the rows that the task 'conversion' is about") ConversionSpace space,

        @Doc("leave out rows with a conversion but no click, as the published recipes do")
        boolean dropUnclicked,

        @Doc("ids seen less often in the training rows get id 0")
        long minCount,

        @Doc("preset full: how many values of a multi-valued field are kept, those of the greatest weights")
        int maxValues,

        @Doc("another seed, another random split") long seed) {
    public static final AliCcpOptions DEFAULTS = new AliCcpOptions(Preset.AITM, ConversionSpace.CLICK, true, 10, 20, 1);

    /** What others made of these files, and what can be made of them. */
    public enum Preset {
        @Doc("the 18 single-valued fields; a random tenth of the training file is for validation")
        AITM,
        @Doc(
                "all 23 fields with one value each and 8 weights as numbers; the test file is halved into validation and test")
        RECHUB,
        @Doc("the 18 single-valued fields and the 5 multi-valued ones, those of behaviour with their weights;"
                + " splits as of aitm")
        FULL
    }

    public AliCcpOptions {
        if (minCount < 1) {
            throw new IllegalArgumentException("minCount must be at least 1, got " + minCount);
        }
        if (maxValues < 1) {
            throw new IllegalArgumentException("maxValues must be at least 1, got " + maxValues);
        }
    }
}
