package dev.braid.data.source;

import dev.braid.options.Doc;

/** What is made of the AliExpress files. */
@Doc("AliExpress searches")
public record AliExpressOptions(
        @Doc("whose searches") Country country,

        @Doc("the form of the files") Layout layout,

        @Doc("the rows that the task 'conversion' is about") ConversionSpace space,

        @Doc("values seen less often in the training rows get id 0")
        long minCount) {
    public static final AliExpressOptions DEFAULTS =
            new AliExpressOptions(Country.NL, Layout.RAW, ConversionSpace.CLICK, 1);

    /** The countries, each with files of its own. */
    public enum Country {
        @Doc("the Netherlands")
        NL,
        @Doc("Spain")
        ES,
        @Doc("France")
        FR,
        @Doc("the United States")
        US,
        @Doc("Russia")
        RU
    }

    /** The forms of the files. */
    public enum Layout {
        @Doc("as published: user and item files without header lines, joined here")
        RAW,
        @Doc("train.csv and test.csv with search_id, categorical_*, numerical_*, click, conversion; any country")
        MTRECLIB
    }

    public AliExpressOptions {
        if (minCount < 1) {
            throw new IllegalArgumentException("minCount must be at least 1, got " + minCount);
        }
    }
}
