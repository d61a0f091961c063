package dev.braid.data.simulate.form;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Users, items and tastes behind simulated Ali-CCP files. */
final class AliCcpWorld {
    /** What the behaviours are about. */
    static final AliCcpFields[] ABOUT = {
        AliCcpFields.CATEGORY, AliCcpFields.SHOP, AliCcpFields.BRAND, AliCcpFields.INTENTION
    };
    /** What a user's profile holds. */
    static final AliCcpFields[] PROFILE = {
        AliCcpFields.PROFILE,
        AliCcpFields.GROUP,
        AliCcpFields.GENDER,
        AliCcpFields.AGE,
        AliCcpFields.CONSUMPTION,
        AliCcpFields.CONSUMPTION_GRADE,
        AliCcpFields.OCCUPATION,
        AliCcpFields.GEOGRAPHY
    };

    private static final double USER_ZIPF = 0.5;
    private static final double ZIPF = 0.9;
    /** Share of users of whom a part of the profile is not known. */
    private static final double[] UNKNOWN = {0.01, 0.01, 0.01, 0.01, 0.4, 0.1, 0.01, 0.3};

    // weights of the parts of a taste
    private static final double USER = 0.4;
    private static final double OF_PROFILE = 0.35;
    private static final double ITEM = 0.5;
    private static final double OF_ITEM = 0.5;
    private static final double FIT = 0.8;
    private static final double POSITION = 0.4;
    private static final double KNOWN = 0.3;

    private final long seed;
    private final Map<AliCcpFields, Ids> ids = new EnumMap<>(AliCcpFields.class);
    private final Taste[] tastes;

    AliCcpWorld(AliCcpFormOptions options) {
        seed = Hash.of(options.seed(), "users and items");
        tastes = new Taste[] {new Taste(options.seed(), "click"), new Taste(options.seed(), "conversion")};
        long next = 1;
        for (AliCcpFields field : AliCcpFields.values()) {
            int size = field.size(options.vocabulary());
            ids.put(field, new Ids(next, size, field == AliCcpFields.USER ? USER_ZIPF : ZIPF));
            next += size;
        }
    }

    Ids ids(AliCcpFields field) {
        Ids found = ids.get(field);
        if (found == null) {
            throw new IllegalStateException(field + " has no ids");
        }
        return found;
    }

    /** The user's value of a part of the profile; -1 where it is not known. */
    int ofUser(int part, int user) {
        AliCcpFields field = PROFILE[part];
        long about = Hash.of(seed, field.number());
        return Hash.uniform(about, -1L - user) < UNKNOWN[part]
                ? -1
                : Hash.skewed(about, user, ids(field).size());
    }

    /** The item's category, shop, brand or first intention. */
    int ofItem(int about, int item) {
        AliCcpFields field = ABOUT[about];
        return Hash.skewed(Hash.of(seed, field.number()), item, ids(field).size());
    }

    /** How many intentions an item has. */
    int intentions(int item) {
        return 1 + Hash.choice(seed, item, 4);
    }

    /** One of an item's intentions; the first is that of {@link #ofItem}. */
    int intention(int item, int n) {
        return (ofItem(AliCcpSession.BEHAVIOURS - 1, item) + n * 7919)
                % ids(AliCcpFields.INTENTION).size();
    }

    /** The tastes of click and conversion for an impression. */
    void tastes(AliCcpSession session, int row, double[] into) {
        int item = session.item[row];
        for (int t = 0; t < Funnel.TASKS; t++) {
            Taste taste = tastes[t];
            double sum = USER * taste.effect(AliCcpFields.USER.number(), session.user)
                    + ITEM * taste.effect(AliCcpFields.ITEM.number(), item)
                    + POSITION * taste.effect(AliCcpFields.POSITION.number(), session.position[row]);
            for (int p = 0; p < PROFILE.length; p++) {
                sum += OF_PROFILE * taste.effect(PROFILE[p].number(), ofUser(p, session.user));
            }
            for (int b = 0; b < AliCcpSession.BEHAVIOURS; b++) {
                int value = ofItem(b, item);
                sum += OF_ITEM * taste.effect(ABOUT[b].number(), value);
                if (session.hasDone(b, value)) {
                    sum += KNOWN * session.weight(b, value);
                }
            }
            sum += FIT
                    * taste.fit(
                            AliCcpFields.PROFILE.number(),
                            ofUser(0, session.user),
                            AliCcpFields.CATEGORY.number(),
                            ofItem(0, item));
            into[t] = sum;
        }
    }

    /** Tastes over impressions that are drawn as those of the files. */
    double[][] sample(SplittableRandom random) {
        double[][] sample = new double[Funnel.TASKS][Truth.SAMPLE];
        AliCcpSession session = new AliCcpSession();
        double[] taste = new double[Funnel.TASKS];
        int i = 0;
        while (i < Truth.SAMPLE) {
            int rows = Math.min(AliCcpForm.length(random), Truth.SAMPLE - i);
            session.draw(this, rows, random);
            for (int r = 0; r < rows; r++, i++) {
                tastes(session, r, taste);
                for (int t = 0; t < Funnel.TASKS; t++) {
                    sample[t][i] = taste[t];
                }
            }
        }
        return sample;
    }
}
