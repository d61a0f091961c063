package dev.braid.data.simulate.form;

/** What the options of all forms have. */
public interface FormOptions {
    /** Labelled rows of all files together. */
    long rows();

    /** Another seed, another world. */
    long seed();

    /** Whether the true probabilities of every row are written to {@code truth/PART.csv}. */
    boolean probabilities();

    /** Refuses what no form can do. */
    static void check(long rows, double vocabulary, double signal) {
        require(rows >= 10, "rows", "at least 10", rows);
        require(vocabulary > 0 && vocabulary <= 1, "vocabulary", "above 0 and at most 1", vocabulary);
        require(signal >= 0 && signal <= 10, "signal", "in [0, 10]", signal);
    }

    /** Refuses a rate that labels cannot have. */
    static void rate(String name, double rate) {
        require(rate >= 0.0001 && rate <= 0.99, name, "in [0.0001, 0.99]", rate);
    }

    /** Refuses what is no correlation. */
    static void correlation(double correlation) {
        require(correlation >= -1 && correlation <= 1, "taskCorrelation", "in [-1, 1]", correlation);
    }

    /** Refuses a value out of its range. */
    static void require(boolean holds, String name, String range, Number value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " must be " + range + ", got " + value);
        }
    }

    /** A published number of values, shrunk; what is small stays. */
    static int shrunk(int published, double vocabulary) {
        int least = Math.min(published, 100);
        return (int) Math.max(least, Math.round(published * vocabulary));
    }
}
