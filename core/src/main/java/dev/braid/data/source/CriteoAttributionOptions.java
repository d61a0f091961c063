package dev.braid.data.source;

import dev.braid.options.Doc;

/** What is made of Criteo's attribution log. */
@Doc("Criteo attribution modelling for bidding")
public record CriteoAttributionOptions(
        @Doc("which conversions count") Conversions conversions,
        @Doc("the rows that the task 'conversion' is about") ConversionSpace space,
        @Doc("whether the user is a feature") boolean user,

        @Doc("values seen less often in the training rows get id 0")
        long minCount) {
    public static final CriteoAttributionOptions DEFAULTS =
            new CriteoAttributionOptions(Conversions.CLICKED, ConversionSpace.CLICK, false, 1);

    /** The conversions that an impression can be credited with. */
    public enum Conversions {
        @Doc("of a clicked impression: a conversion followed within 30 days")
        CLICKED,
        @Doc("of a clicked impression that Criteo's attribution credits with it")
        ATTRIBUTED
    }

    public CriteoAttributionOptions {
        if (minCount < 1) {
            throw new IllegalArgumentException("minCount must be at least 1, got " + minCount);
        }
    }
}
