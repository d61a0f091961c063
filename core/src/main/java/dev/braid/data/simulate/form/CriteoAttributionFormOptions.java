package dev.braid.data.simulate.form;

import dev.braid.options.Doc;

/** What a simulated file of the form of Criteo's attribution log looks like. */
@Doc("A file of the form of Criteo's attribution log")
public record CriteoAttributionFormOptions(
        @Doc("impressions over 30 days") long rows,
        @Doc("share of impressions that are clicked") double clickRate,
        @Doc("share of clicks that a conversion follows") double conversionRate,

        @Doc("correlation between the logits of click and of conversion, -1 to 1")
        double taskCorrelation,

        @Doc("standard deviation of the true logits: the larger, the better the best possible AUC")
        double signal,

        @Doc("vocabularies' sizes as a share of the published ones, which reach 6 million users")
        double vocabulary,

        @Doc("write the true probabilities of every row, too, to truth/")
        boolean probabilities,

        @Doc("another seed, another world") long seed)
        implements FormOptions {
    public static final CriteoAttributionFormOptions DEFAULTS =
            new CriteoAttributionFormOptions(1_000_000, 0.36, 0.115, 0.4, 1, 1, false, 1);

    public CriteoAttributionFormOptions {
        FormOptions.check(rows, vocabulary, signal);
        FormOptions.rate("clickRate", clickRate);
        FormOptions.rate("conversionRate", conversionRate);
        FormOptions.correlation(taskCorrelation);
    }
}
