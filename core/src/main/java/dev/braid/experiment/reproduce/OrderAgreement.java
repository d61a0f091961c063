package dev.braid.experiment.reproduce;

import org.jspecify.annotations.Nullable;

/**
 * How far the paper and Braid agree on which line of a column is better.
 *
 * @param column its heading
 * @param lines how many lines have a number from both
 * @param tau Kendall's τ-b of the two orders: 1 the same order, 0 no relation, −1 the reverse; null where a side has fewer
 *     than two different numbers
 */
public record OrderAgreement(
        String column, int lines, @Nullable Double tau) {
    /** The agreement of two lists of numbers, line by line. */
    static OrderAgreement of(String column, double[] paper, double[] braid) {
        long balance = 0;
        long inPaper = 0;
        long inBraid = 0;
        for (int i = 0; i < paper.length; i++) {
            for (int j = 0; j < i; j++) {
                int p = Double.compare(paper[i], paper[j]);
                int b = Double.compare(braid[i], braid[j]);
                balance += (long) Integer.signum(p) * Integer.signum(b);
                inPaper += p == 0 ? 0 : 1;
                inBraid += b == 0 ? 0 : 1;
            }
        }
        boolean defined = inPaper > 0 && inBraid > 0;
        return new OrderAgreement(
                column, paper.length, defined ? balance / Math.sqrt((double) inPaper * inBraid) : null);
    }
}
