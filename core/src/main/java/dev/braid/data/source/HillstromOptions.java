package dev.braid.data.source;

import dev.braid.options.Doc;

/** What is made of Hillstrom's file. */
@Doc("Hillstrom's e-mail campaign")
public record HillstromOptions(
        @Doc("the rows that the task 'conversion' is about; here a click is a visit")
        ConversionSpace space,

        @Doc("another seed, another random split") long seed) {
    public static final HillstromOptions DEFAULTS = new HillstromOptions(ConversionSpace.CLICK, 1);
}
