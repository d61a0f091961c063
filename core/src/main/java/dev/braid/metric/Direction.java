package dev.braid.metric;

/** Which of two values of a metric is the better one. */
public enum Direction {
    HIGHER_IS_BETTER {
        @Override
        public double cost(double value) {
            return -value;
        }
    },
    LOWER_IS_BETTER {
        @Override
        public double cost(double value) {
            return value;
        }
    },
    CLOSER_TO_ONE {
        @Override
        public double cost(double value) {
            return Math.abs(value - 1);
        }
    };

    /** What orders values of this direction: the smaller, the better. */
    public abstract double cost(double value);

    /** The value itself, or how far it is from 1 where that is what counts: what means and differences are taken of. */
    public double compared(double value) {
        return this == CLOSER_TO_ONE ? cost(value) : value;
    }

    /**
     * Whether a candidate beats the best value so far. An undefined candidate ({@code NaN}) beats nothing; any defined one
     * beats an undefined best.
     */
    public boolean better(double candidate, double best) {
        return better(candidate, best, 0);
    }

    /**
     * As {@link #better(double, double)}, where the candidate has to win by more than {@code margin}.
     *
     * @param margin in units of the metric, at least 0
     */
    public boolean better(double candidate, double best, double margin) {
        if (Double.isNaN(candidate)) {
            return false;
        }
        return Double.isNaN(best) || cost(candidate) < cost(best) - margin;
    }
}
