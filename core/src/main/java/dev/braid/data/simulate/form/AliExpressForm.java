package dev.braid.data.simulate.form;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * AliExpress searches: per split a user file (33 columns, one line per search) and an item file (49 columns, one line per item
 * shown; the last is 0, 1 for a click, 2 for a click and a conversion), comma-separated without headers. The first column of
 * both is the search; about 13 items belong to one.
 */
final class AliExpressForm implements World {
    static final RawForm<AliExpressFormOptions> FORM = new RawForm<>(
            "aliexpress",
            "AliExpress searches: click and conversion",
            List.of("nl_user_train.csv, nl_item_train.csv, nl_user_test.csv, nl_item_test.csv, or of another country"),
            AliExpressFormOptions.DEFAULTS,
            AliExpressForm::new);

    private static final double TRAIN_SHARE = 0.684;
    private static final double MEAN_ITEMS = 12.5;
    private static final int MOST_ITEMS = 60;

    /** Columns 2 to 33 of the user file: 2 to 8, 32 and 33 are categories. */
    private static final int[] USER = {
        12, 10, 10, 2, 20, 5, 60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 7
    };
    /** Columns 2 to 48 of the item file: 19, 34 to 36 and 40 to 42 are categories. */
    private static final int[] ITEM = {
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 0, 0,
        0, 2, 2, 2, 0, 0, 0, 0, 0, 0
    };

    private static final int FIRST_ITEM_FIELD = USER.length;
    private static final int LIKED_USER = 6; // the largest category of users
    private static final int LIKED_ITEM = 17;
    private static final double FIT = 0.5;

    private final AliExpressFormOptions options;
    private final long seed;
    private final AliExpressColumns users;
    private final AliExpressColumns items;
    private final Taste[] tastes;
    private final double[][][] userEffects = new double[Funnel.TASKS][][];
    private final double[][][] itemEffects = new double[Funnel.TASKS][][];
    private final Funnel funnel;

    AliExpressForm(AliExpressFormOptions options) {
        this.options = options;
        seed = Hash.of(options.seed(), options.country().name());
        users = new AliExpressColumns("user", USER, options.vocabulary());
        items = new AliExpressColumns("item", ITEM, options.vocabulary());
        tastes = new Taste[] {new Taste(seed, "click"), new Taste(seed, "conversion")};
        for (int t = 0; t < Funnel.TASKS; t++) {
            userEffects[t] = users.effects(tastes[t], 0);
            itemEffects[t] = items.effects(tastes[t], FIRST_ITEM_FIELD);
        }
        double[][] sample = new double[Funnel.TASKS][Truth.SAMPLE];
        SplittableRandom random = new SplittableRandom(Hash.of(seed, "calibration"));
        Search search = new Search();
        double[] taste = new double[Funnel.TASKS];
        int i = 0;
        while (i < Truth.SAMPLE) {
            search.draw(random);
            for (int n = Math.min(length(random), Truth.SAMPLE - i); n > 0; n--, i++) {
                search.show(random, taste);
                sample[0][i] = taste[0];
                sample[1][i] = taste[1];
            }
        }
        funnel = new Funnel(
                options.clickRate(), options.conversionRate(), options.signal(), options.taskCorrelation(), sample);
    }

    @Override
    public Truth truth() {
        return funnel.truth();
    }

    @Override
    public List<Scored> scored() {
        return Scored.FUNNEL;
    }

    @Override
    public List<Part> parts() {
        long train = Math.round(options.rows() * TRAIN_SHARE);
        return List.of(part("train", 0, train), part("test", train, options.rows() - train));
    }

    private Part part(String name, long before, long rows) {
        String country = options.country().name().toLowerCase(Locale.ROOT);
        return new Part(
                name,
                rows,
                List.of(RawFile.of(country + "_user_" + name + ".csv"), RawFile.of(country + "_item_" + name + ".csv")),
                true,
                (random, first, count, into) -> make(random, before + first, count, into));
    }

    private void make(SplittableRandom own, long first, int count, Block into) {
        // countries differ in more than their tastes
        SplittableRandom random = new SplittableRandom(own.nextLong() ^ seed);
        Search search = new Search();
        double[] tastes = new double[Funnel.TASKS];
        int left = 0;
        long number = 0;
        for (int r = 0; r < count; r++, left--) {
            if (left == 0) {
                left = length(random);
                number = first + r + 1;
                search.draw(random);
                users.write(search.user, into.text(0).add(number));
                into.text(0).add('\n');
            }
            search.show(random, tastes);
            ByteText line = into.text(1).add(number);
            items.write(search.item, line);
            line.add(',').add(funnel.draw(tastes, random, into)).add('\n');
        }
    }

    private static int length(SplittableRandom random) {
        return (int) Math.min(1 - MEAN_ITEMS * StrictMath.log(1 - random.nextDouble()), MOST_ITEMS);
    }

    /** A search and the item that it shows, reused. */
    private final class Search {
        private final AliExpressColumns.Values user = new AliExpressColumns.Values(users);
        private final AliExpressColumns.Values item = new AliExpressColumns.Values(items);
        private final double[] ofUser = new double[Funnel.TASKS];

        void draw(SplittableRandom random) {
            users.draw(random, user);
            for (int t = 0; t < ofUser.length; t++) {
                ofUser[t] = users.taste(userEffects[t], user);
            }
        }

        void show(SplittableRandom random, double[] into) {
            items.draw(random, item);
            for (int t = 0; t < into.length; t++) {
                into[t] = ofUser[t]
                        + items.taste(itemEffects[t], item)
                        + FIT
                                * tastes[t].fit(
                                        LIKED_USER,
                                        users.category(LIKED_USER, user),
                                        FIRST_ITEM_FIELD + LIKED_ITEM,
                                        items.category(LIKED_ITEM, item));
            }
        }
    }
}
