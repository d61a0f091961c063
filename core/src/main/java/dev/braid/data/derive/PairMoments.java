package dev.braid.data.derive;

/** Means, spreads and the correlation of two columns, in one pass and without cancellation (Welford's recurrence). */
final class PairMoments {
    private double weight;
    private double meanX;
    private double meanY;
    private double squaresX;
    private double squaresY;
    private double products;

    void add(double x, double y) {
        add(x, y, 1);
    }

    void add(double x, double y, double times) {
        weight += times;
        double dx = x - meanX;
        double dy = y - meanY;
        double share = times / weight;
        meanX += dx * share;
        meanY += dy * share;
        squaresX += times * dx * (x - meanX);
        squaresY += times * dy * (y - meanY);
        products += times * dx * (y - meanY);
    }

    double meanX() {
        return meanX;
    }

    double meanY() {
        return meanY;
    }

    /** Of the population. */
    double deviationX() {
        return Math.sqrt(squaresX / weight);
    }

    /** Pearson's; NaN where a column is constant. */
    double correlation() {
        return squaresX == 0 || squaresY == 0 ? Double.NaN : products / Math.sqrt(squaresX) / Math.sqrt(squaresY);
    }
}
