package dev.braid.data.simulate;

import java.util.SplittableRandom;

/** One item shown to one user in a context. Reused from row to row. */
final class Exposure {
    static final int HOURS = 24;
    static final int WEEKDAYS = 7;
    static final int DEVICES = 4;

    int user;
    int item;
    int hour;
    int weekday; // tells nothing: a column that models should learn to leave alone, as the age of items is
    int device;
    double position; // standard normal: how far down the page

    /** Draws all but the labels; independent of what any task thinks of it. */
    void draw(Zipf users, Zipf items, SplittableRandom random) {
        user = users.draw(random);
        item = items.draw(random);
        hour = random.nextInt(HOURS);
        weekday = random.nextInt(WEEKDAYS);
        device = random.nextInt(DEVICES);
        position = random.nextGaussian();
    }
}
