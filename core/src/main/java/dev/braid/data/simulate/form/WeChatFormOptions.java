package dev.braid.data.simulate.form;

import dev.braid.options.Doc;

/** What simulated files of WeChat's form look like. */
@Doc("Files of the form of WeChat's challenge of 2021")
public record WeChatFormOptions(
        @Doc("videos shown to users, over 14 days") long rows,

        @Doc("published rates of the seven actions are multiplied by this; 3.5% of videos have their comments read")
        double rates,

        @Doc("correlation of every action's logits with those of read_comment, -1 to 1")
        double taskCorrelation,

        @Doc("standard deviation of the true logits: the larger, the better the best possible AUC")
        double signal,

        @Doc("vocabularies' sizes as a share of the published ones: 20,000 users, 106,444 feeds")
        double vocabulary,

        @Doc("write the true probabilities of every row, too, to truth/")
        boolean probabilities,

        @Doc("another seed, another world") long seed)
        implements FormOptions {
    public static final WeChatFormOptions DEFAULTS = new WeChatFormOptions(1_000_000, 1, 0.5, 1.2, 1, false, 1);

    public WeChatFormOptions {
        FormOptions.check(rows, vocabulary, signal);
        FormOptions.require(rates >= 0.1 && rates <= 20, "rates", "in [0.1, 20]", rates);
        FormOptions.correlation(taskCorrelation);
    }
}
