package dev.braid.data.derive;

/**
 * From logits to confidences: {@code c = scale·(logit − mean)/deviation + shift}.
 *
 * @param mean of the logits
 * @param deviation their standard deviation, of the population; above 0
 * @param shift b: the confidences' mean
 * @param scale a: their standard deviation
 */
public record AffineMap(double mean, double deviation, double shift, double scale) {
    /** The confidence of a logit. */
    public double of(double logit) {
        return scale * ((logit - mean) / deviation) + shift;
    }
}
