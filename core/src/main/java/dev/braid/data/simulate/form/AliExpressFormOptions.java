package dev.braid.data.simulate.form;

import dev.braid.data.source.AliExpressOptions.Country;
import dev.braid.options.Doc;

/** What simulated files of AliExpress's form look like. */
@Doc("Files of the form of AliExpress searches")
public record AliExpressFormOptions(
        @Doc("items shown, 68% of them for training, as published")
        long rows,

        @Doc("by which the files are named; each country is a world of its own, with the rates of nl unless set")
        Country country,

        @Doc("share of items shown that are clicked") double clickRate,
        @Doc("share of clicks that convert") double conversionRate,

        @Doc("correlation between the logits of click and of conversion, -1 to 1")
        double taskCorrelation,

        @Doc("standard deviation of the true logits: the larger, the better the best possible AUC")
        double signal,

        @Doc("vocabularies' sizes as a share of the published ones; those below 100 stay, and here all are")
        double vocabulary,

        @Doc("write the true probabilities of every row, too, to truth/")
        boolean probabilities,

        @Doc("another seed, another world") long seed)
        implements FormOptions {
    public static final AliExpressFormOptions DEFAULTS =
            new AliExpressFormOptions(1_000_000, Country.NL, 0.0215, 0.03, 0.6, 1.2, 1, false, 1);

    public AliExpressFormOptions {
        FormOptions.check(rows, vocabulary, signal);
        FormOptions.rate("clickRate", clickRate);
        FormOptions.rate("conversionRate", conversionRate);
        FormOptions.correlation(taskCorrelation);
    }
}
