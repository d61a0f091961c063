package dev.braid.data.simulate.form;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Impressions that share a line of common features: a user, and what the user did in 14 days. Behaviour is made to fit the
 * items shown: some of their categories, shops, brands and intentions are among it, others are not.
 */
final class AliCcpSession {
    /** Impressions of one line at most. */
    static final int LONGEST = 400;

    /** 109_14 by category, 110_14 by shop, 127_14 by brand, 150_14 by intention. */
    static final int BEHAVIOURS = 4;

    private static final double[] KNOWN = {0.4, 0.15, 0.2, 0.35};
    private static final int[] OTHERS = {6, 12, 8, 10};
    private static final int MOST = LONGEST + 24;

    int user;
    int length;
    final int[] item = new int[LONGEST];
    final int[] position = new int[LONGEST];
    final int[][] done = new int[BEHAVIOURS][MOST]; // ranks of the values, each once
    final int[] doneCount = new int[BEHAVIOURS];

    /** Draws user and items. */
    void draw(AliCcpWorld world, int rows, SplittableRandom random) {
        user = world.ids(AliCcpFields.USER).draw(random);
        length = rows;
        Arrays.fill(doneCount, 0);
        for (int i = 0; i < rows; i++) {
            item[i] = world.ids(AliCcpFields.ITEM).draw(random);
            position[i] = random.nextInt(3);
            for (int b = 0; b < BEHAVIOURS; b++) {
                if (random.nextDouble() < KNOWN[b]) {
                    did(b, world.ofItem(b, item[i]));
                }
            }
        }
        for (int b = 0; b < BEHAVIOURS; b++) {
            for (int n = random.nextInt(OTHERS[b]); n > 0; n--) {
                did(b, world.ids(AliCcpWorld.ABOUT[b]).draw(random));
            }
        }
    }

    private void did(int behaviour, int value) {
        if (!hasDone(behaviour, value)) {
            done[behaviour][doneCount[behaviour]++] = value;
        }
    }

    boolean hasDone(int behaviour, int value) {
        for (int i = 0; i < doneCount[behaviour]; i++) {
            if (done[behaviour][i] == value) {
                return true;
            }
        }
        return false;
    }

    /** How much of it the user did: the logarithm of a count, as published. */
    double weight(int behaviour, int value) {
        long times = 1L + Hash.choice(user * 4L + behaviour, value, 30);
        return StrictMath.log(1.0 + times);
    }
}
