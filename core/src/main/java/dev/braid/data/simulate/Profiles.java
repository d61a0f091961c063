package dev.braid.data.simulate;

import java.util.SplittableRandom;

/** What files tell of users and items: their cells, written once and repeated on every row. */
final class Profiles {
    static final String USER_COLUMNS = "user_id,age,occupation,region,interests,income";
    static final String ITEM_COLUMNS = "item_id,category,brand,price,item_age";
    private static final String[] TAGS = {"books", "travel", "sport", "music", "games", "garden", "food", "film"};
    private static final long CENTS = 100;

    private final String[] user;
    private final String[] item;

    Profiles(FunnelOptions options, Users users, Items items, Taste click) {
        SplittableRandom random = RandomSource.of(options.seed(), "profiles");
        user = new String[users.count()];
        for (int u = 0; u < user.length; u++) {
            user[u] = new Cells(options, random)
                    .id("u", u)
                    .name("age", users.segment[u] / Users.OCCUPATIONS)
                    .name("job", users.segment[u] % Users.OCCUPATIONS)
                    .name("region", users.region[u])
                    .text(tags(click.interests(u)))
                    .number(40, 10, users.budget[u])
                    .toString();
        }
        item = new String[items.count()];
        for (int v = 0; v < item.length; v++) {
            item[v] = new Cells(options, random)
                    .id("i", v)
                    .name("cat", items.category[v])
                    .name("brand", items.brand[v])
                    .number(100, 20, items.price[v])
                    .number(30, 6, items.age[v])
                    .toString();
        }
    }

    /** The cells of {@link #USER_COLUMNS}. */
    String ofUser(int u) {
        return user[u];
    }

    /** The cells of {@link #ITEM_COLUMNS}. */
    String ofItem(int v) {
        return item[v];
    }

    /** The two strongest interests by name: each dimension has one name per sign. */
    private static String tags(double[] interests) {
        int first = 0;
        for (int d = 1; d < interests.length; d++) {
            first = Math.abs(interests[d]) > Math.abs(interests[first]) ? d : first;
        }
        int second = first == 0 ? 1 : 0;
        for (int d = 0; d < interests.length; d++) {
            if (d != first && Math.abs(interests[d]) > Math.abs(interests[second])) {
                second = d;
            }
        }
        return tag(first, interests) + "|" + tag(second, interests);
    }

    private static String tag(int dimension, double[] interests) {
        return TAGS[2 * dimension + (interests[dimension] > 0 ? 1 : 0)];
    }

    /** Cells of one profile; all but the id may be missing. */
    private static final class Cells {
        private final Line line = new Line();
        private final FunnelOptions options;
        private final SplittableRandom random;

        private Cells(FunnelOptions options, SplittableRandom random) {
            this.options = options;
            this.random = random;
        }

        private Cells id(String prefix, int number) {
            line.cell(prefix, number);
            return this;
        }

        private Cells name(String prefix, int number) {
            return text(prefix + number);
        }

        private Cells text(String value) {
            line.cell(random.nextDouble() < options.missingRate() ? "" : value);
            return this;
        }

        private Cells number(double mean, double deviation, double value) {
            double seen = mean + deviation * (value + options.noise() * random.nextGaussian());
            if (random.nextDouble() < options.missingRate()) {
                line.empty();
            } else {
                line.cell(seen, CENTS);
            }
            return this;
        }

        @Override
        public String toString() {
            return line.toString();
        }
    }
}
