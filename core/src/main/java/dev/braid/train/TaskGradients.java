package dev.braid.train;

import java.util.stream.IntStream;

/**
 * How the gradients of the tasks' weighted losses lie to each other.
 *
 * @param products inner products {@code [T][T]}; the diagonal holds the squared norms
 */
public record TaskGradients(double[][] products) {
    /** {@code ‖g_t‖} of every task. */
    public double[] norms() {
        return IntStream.range(0, products.length)
                .mapToDouble(t -> Math.sqrt(products[t][t]))
                .toArray();
    }

    /** {@code ⟨g_s, g_t⟩ / (‖g_s‖ ‖g_t‖)}; {@code NaN} where one of them is 0, as of a task without a label in the batch. */
    public double cosine(int s, int t) {
        double norms = Math.sqrt(products[s][s]) * Math.sqrt(products[t][t]);
        return norms == 0 ? Double.NaN : Math.max(-1, Math.min(1, products[s][t] / norms));
    }
}
