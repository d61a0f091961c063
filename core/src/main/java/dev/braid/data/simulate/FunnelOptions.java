package dev.braid.data.simulate;

import dev.braid.options.Doc;

/** What the simulated funnel looks like. */
@Doc("Simulated funnel from exposure over click to conversion, whose true probabilities are known")
public record FunnelOptions(
        @Doc("number of users") int users,
        @Doc("number of items") int items,

        @Doc("rows of all splits together: 80% train, 10% validation, 10% test")
        long rows,

        @Doc("share of exposures that are clicked") double clickRate,
        @Doc("share of clicks that convert") double conversionRate,

        @Doc("correlation between the logits of click and of conversion over exposures, -1 to 1")
        double taskCorrelation,

        @Doc("standard deviation of the logits: the larger, the better the best possible AUC")
        double signal,

        @Doc("exponent of the items' popularity: 0 = all alike; users follow half of it")
        double zipf,

        @Doc("share of profile and context cells that are empty")
        double missingRate,

        @Doc("noise on incomes and prices, in standard deviations of them; labels follow the undisturbed values")
        double noise,

        @Doc("another seed, another world") long seed) {
    public static final FunnelOptions DEFAULTS =
            new FunnelOptions(1000, 500, 240_000, 0.25, 0.25, 0.5, 1.5, 0.8, 0.02, 0.2, 1);

    /** Below this the calibration of rates and the splits make no sense. */
    static final long LEAST_ROWS = 10;

    public FunnelOptions {
        require(users >= 1, "users", "at least 1", users);
        require(items >= 1, "items", "at least 1", items);
        require(rows >= LEAST_ROWS, "rows", "at least " + LEAST_ROWS, rows);
        require(clickRate >= 0.0001 && clickRate <= 0.99, "clickRate", "in [0.0001, 0.99]", clickRate);
        require(
                conversionRate >= 0.0001 && conversionRate <= 0.99,
                "conversionRate",
                "in [0.0001, 0.99]",
                conversionRate);
        require(taskCorrelation >= -1 && taskCorrelation <= 1, "taskCorrelation", "in [-1, 1]", taskCorrelation);
        require(signal >= 0 && signal <= 10, "signal", "in [0, 10]", signal);
        require(zipf >= 0 && zipf <= 5, "zipf", "in [0, 5]", zipf);
        require(missingRate >= 0 && missingRate < 1, "missingRate", "at least 0 and below 1", missingRate);
        require(noise >= 0 && noise <= 100, "noise", "in [0, 100]", noise);
    }

    /** The same world with another number of rows. */
    public FunnelOptions withRows(long count) {
        return new FunnelOptions(
                users,
                items,
                count,
                clickRate,
                conversionRate,
                taskCorrelation,
                signal,
                zipf,
                missingRate,
                noise,
                seed);
    }

    /** The same options with another seed. */
    public FunnelOptions withSeed(long other) {
        return new FunnelOptions(
                users,
                items,
                rows,
                clickRate,
                conversionRate,
                taskCorrelation,
                signal,
                zipf,
                missingRate,
                noise,
                other);
    }

    /** The same options with another correlation of the tasks. */
    public FunnelOptions withTaskCorrelation(double correlation) {
        return new FunnelOptions(
                users, items, rows, clickRate, conversionRate, correlation, signal, zipf, missingRate, noise, seed);
    }

    private static void require(boolean holds, String name, String range, Number value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " must be " + range + ", got " + value);
        }
    }
}
