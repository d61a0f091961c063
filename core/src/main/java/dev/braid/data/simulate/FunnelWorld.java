package dev.braid.data.simulate;

/**
 * Everything that stays the same from row to row.
 *
 * @param users who is shown something, the active more often
 * @param items what is shown, the popular more often
 * @param profiles what files tell of both
 * @param propensities what both tasks really depend on
 */
record FunnelWorld(Zipf users, Zipf items, Profiles profiles, Propensities propensities) {
    static FunnelWorld of(FunnelOptions options) {
        Users users = new Users(options);
        Items items = new Items(options);
        Taste click = new Taste(options, users, items, "click taste");
        Taste conversion = new Taste(options, users, items, "conversion taste");
        Zipf active = new Zipf(users.count(), options.zipf() / 2, RandomSource.of(options.seed(), "activity"));
        Zipf popular = new Zipf(items.count(), options.zipf(), RandomSource.of(options.seed(), "popularity"));
        return new FunnelWorld(
                active,
                popular,
                new Profiles(options, users, items, click),
                new Propensities(options, click, conversion, active, popular));
    }
}
