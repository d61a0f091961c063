package dev.braid.data.simulate.form;

import dev.braid.options.Doc;

/** What simulated files of Ali-CCP's form look like. */
@Doc("Files of the form of Ali-CCP")
public record AliCcpFormOptions(
        @Doc("impressions, about half of them for training, as published")
        long rows,

        @Doc("share of impressions that are clicked") double clickRate,
        @Doc("share of clicks that convert") double conversionRate,

        @Doc("correlation between the logits of click and of conversion, -1 to 1")
        double taskCorrelation,

        @Doc("standard deviation of the true logits: the larger, the better the best possible AUC")
        double signal,

        @Doc("vocabularies' sizes as a share of the published ones, which reach 4.3 million items")
        double vocabulary,

        @Doc("write the true probabilities of every row, too, to truth/")
        boolean probabilities,

        @Doc("another seed, another world") long seed)
        implements FormOptions {
    public static final AliCcpFormOptions DEFAULTS =
            new AliCcpFormOptions(1_000_000, 0.0399, 0.0053, 0.5, 1, 1, false, 1);

    public AliCcpFormOptions {
        FormOptions.check(rows, vocabulary, signal);
        FormOptions.rate("clickRate", clickRate);
        FormOptions.rate("conversionRate", conversionRate);
        FormOptions.correlation(taskCorrelation);
    }
}
