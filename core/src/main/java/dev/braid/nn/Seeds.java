package dev.braid.nn;

/** Derives independent seeds from one seed and what the draw is for. */
public final class Seeds {
    private Seeds() {}

    /** A seed for something that has a name. */
    public static long of(long seed, String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return of(seed, hash);
    }

    /** A seed for something that has a number. */
    public static long of(long seed, long number) {
        long z = seed * 0x9e3779b97f4a7c15L + number;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
