package dev.braid.data.simulate.form;

import dev.braid.options.Doc;

/** What simulated files of Criteo's form look like. */
@Doc("Files of the form of Criteo's display advertising challenge")
public record CriteoFormOptions(
        @Doc("rows") long rows,
        @Doc("share of rows that are clicked") double clickRate,

        @Doc("standard deviation of the true logits: the larger, the better the best possible AUC")
        double signal,

        @Doc("vocabularies' sizes as a share of the published ones, which reach 10 million")
        double vocabulary,

        @Doc("write the true probabilities of every row, too, to truth/")
        boolean probabilities,

        @Doc("another seed, another world") long seed)
        implements FormOptions {
    public static final CriteoFormOptions DEFAULTS = new CriteoFormOptions(1_000_000, 0.256, 1, 1, false, 1);

    public CriteoFormOptions {
        FormOptions.check(rows, vocabulary, signal);
        FormOptions.rate("clickRate", clickRate);
    }
}
