package dev.braid.data.simulate;

import java.util.SplittableRandom;

/**
 * One way to like items: a number of variance about 1 per exposure, the sum of independent parts. The largest is the inner
 * product of the user's and the item's latent interests, which segments and categories tell in part and ids in full.
 */
final class Taste {
    private static final int DIMENSIONS = 4;
    /** Share of the variance of latent interests that segment or category explain. */
    private static final double GROUP_SHARE = 0.9;

    private static final double ROOT2 = StrictMath.sqrt(2);

    // weights of the parts: roots of their shares of the variance, which sum to 1
    private static final double INTEREST = StrictMath.sqrt(0.45 / DIMENSIONS);
    private static final double ITEM = StrictMath.sqrt(0.15);
    private static final double BRAND = StrictMath.sqrt(0.08);
    private static final double USER = StrictMath.sqrt(0.08);
    private static final double PRICE = StrictMath.sqrt(0.14);
    private static final double CONTEXT = StrictMath.sqrt(0.06);
    private static final double POSITION = StrictMath.sqrt(0.04);

    private final Users users;
    private final Items items;
    private final double[][] userInterest; // [users, DIMENSIONS]
    private final double[][] itemInterest; // [items, DIMENSIONS]
    private final double[] userBias;
    private final double[] itemBias;
    private final double[] brandBias;
    private final double[][] context; // [devices, hours]

    Taste(FunnelOptions options, Users users, Items items, String purpose) {
        this.users = users;
        this.items = items;
        SplittableRandom random = RandomSource.of(options.seed(), purpose);
        userInterest = latent(random, users.segment, Users.SEGMENTS);
        itemInterest = latent(random, items.category, Items.CATEGORIES);
        userBias = RandomSource.gaussians(random, users.count());
        itemBias = RandomSource.gaussians(random, items.count());
        brandBias = RandomSource.gaussians(random, Items.BRANDS);
        context = new double[Exposure.DEVICES][];
        for (int c = 0; c < context.length; c++) {
            context[c] = daily(random);
        }
    }

    /** Vectors of independent standard normals, alike within a group. */
    private static double[][] latent(SplittableRandom random, int[] group, int groups) {
        double[][] centre = new double[groups][];
        for (int g = 0; g < groups; g++) {
            centre[g] = RandomSource.gaussians(random, DIMENSIONS);
        }
        double[][] vectors = new double[group.length][DIMENSIONS];
        for (int i = 0; i < group.length; i++) {
            for (int d = 0; d < DIMENSIONS; d++) {
                vectors[i][d] = StrictMath.sqrt(GROUP_SHARE) * centre[group[i]][d]
                        + StrictMath.sqrt(1 - GROUP_SHARE) * random.nextGaussian();
            }
        }
        return vectors;
    }

    /** A wave over the hours of a day, of variance 1, with a phase of its own. */
    private static double[] daily(SplittableRandom random) {
        double phase = random.nextDouble();
        double[] wave = new double[Exposure.HOURS];
        for (int h = 0; h < wave.length; h++) {
            wave[h] = ROOT2 * StrictMath.sin(2 * StrictMath.PI * (h / (double) wave.length + phase));
        }
        return wave;
    }

    /**
     * How much this exposure pleases.
     *
     * @param pricePart the share of price, which differs between tasks: see {@link #bargain} and {@link #fit}
     */
    double of(Exposure e, double pricePart) {
        double[] u = userInterest[e.user];
        double[] v = itemInterest[e.item];
        double match = 0;
        for (int d = 0; d < DIMENSIONS; d++) {
            match += u[d] * v[d];
        }
        return INTEREST * match
                + ITEM * itemBias[e.item]
                + BRAND * brandBias[items.brand[e.item]]
                + USER * userBias[e.user]
                + PRICE * pricePart
                + CONTEXT * context[e.device][e.hour]
                - POSITION * e.position;
    }

    /** A user's latent interests {@code [DIMENSIONS]}, each standard normal. */
    double[] interests(int user) {
        return userInterest[user];
    }

    /** Largest where the price equals what the user can spend; variance 1. */
    double fit(Exposure e) {
        double gap = gap(e);
        return (1 - gap * gap) / ROOT2;
    }

    /** Larger the cheaper; variance 1 and uncorrelated with {@link #fit}. */
    double bargain(Exposure e) {
        return -gap(e);
    }

    private double gap(Exposure e) {
        return (items.price[e.item] - users.budget[e.user]) / ROOT2;
    }
}
