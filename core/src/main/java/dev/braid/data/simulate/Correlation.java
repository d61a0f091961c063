package dev.braid.data.simulate;

/** Pearson's correlation in one pass (Welford's updates). */
final class Correlation {
    private long count;
    private double meanX;
    private double meanY;
    private double xx;
    private double yy;
    private double xy;

    void add(double x, double y) {
        count++;
        double dx = x - meanX;
        meanX += dx / count;
        double dy = y - meanY;
        meanY += dy / count;
        xx += dx * (x - meanX);
        yy += dy * (y - meanY);
        xy += dx * (y - meanY);
    }

    /** In [-1, 1]; 0 where one side does not vary. */
    double pearson() {
        double both = StrictMath.sqrt(xx) * StrictMath.sqrt(yy);
        return both > 0 ? Math.min(1, Math.max(-1, xy / both)) : 0;
    }
}
