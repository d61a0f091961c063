package dev.braid.data.spec;

/**
 * How columns become features that are not declared, not dropped, and not mentioned by a label, weight, user or split
 * expression: text, truth values and dates are categorical; whole numbers with at most {@code maxDistinct} values in the
 * training split are categorical; other numbers are numeric.
 *
 * @param minCount for categorical ones, as in {@link FeatureSpec.Categorical}
 * @param maxDistinct whole numbers with more values than this are numeric
 * @param scale for numeric ones
 */
public record AutoFeatures(long minCount, int maxDistinct, Scale scale) {
    public static final AutoFeatures DEFAULTS = new AutoFeatures(1, 100, Scale.STANDARDIZE);
}
