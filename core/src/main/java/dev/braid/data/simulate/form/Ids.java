package dev.braid.data.simulate.form;

import java.util.SplittableRandom;

/** Whole numbers as ids: some are much more popular than others, and an id does not tell how popular it is. */
final class Ids {
    /** Prime, and greater than any number of ids: a multiple of it names every id once. */
    private static final long PRIME = 2_000_000_011;

    private final Popularity popularity;
    private final long shift;

    /**
     * @param first the least id
     * @param n how many there are
     */
    Ids(long first, int n, double exponent) {
        popularity = new Popularity(n, exponent);
        shift = first;
    }

    int size() {
        return popularity.size();
    }

    /** One of {@code 0 .. n-1}, the most popular first. */
    int draw(SplittableRandom random) {
        return popularity.draw(random);
    }

    /** The id of a rank. */
    long id(int rank) {
        return shift + rank * PRIME % popularity.size();
    }
}
