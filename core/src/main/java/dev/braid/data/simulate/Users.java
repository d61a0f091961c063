package dev.braid.data.simulate;

import java.util.SplittableRandom;

/**
 * The users: a segment (age crossed with occupation, so that neither alone tells it), a region, a budget. Users of a segment
 * have similar tastes.
 */
final class Users {
    static final int AGES = 5;
    static final int OCCUPATIONS = 4;
    static final int SEGMENTS = AGES * OCCUPATIONS;
    static final int REGIONS = 30;

    final int[] segment;
    final int[] region;
    final double[] budget; // standard normal

    Users(FunnelOptions options) {
        SplittableRandom random = RandomSource.of(options.seed(), "users");
        segment = random.ints(options.users(), 0, SEGMENTS).toArray();
        region = random.ints(options.users(), 0, REGIONS).toArray();
        budget = RandomSource.gaussians(random, options.users());
    }

    int count() {
        return segment.length;
    }
}
