package dev.braid.metric;

/** How much one user counts in {@link Gauc}. */
public enum UserWeight {
    /** By the user's rows: the usual GAUC. */
    IMPRESSIONS {
        @Override
        double of(int positives, int negatives) {
            return (double) positives + negatives;
        }
    },
    /** By the user's positive rows. */
    CLICKS {
        @Override
        double of(int positives, int negatives) {
            return positives;
        }
    },
    /** All alike: uAUC, the WeChat 2021 contest's measure. */
    EQUAL {
        @Override
        double of(int positives, int negatives) {
            return 1;
        }
    };

    abstract double of(int positives, int negatives);
}
