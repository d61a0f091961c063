package dev.braid.data.spec;

import org.jspecify.annotations.Nullable;

/**
 * Where the weights of a multi-valued feature's values stand: one of the two.
 *
 * @param source a raw column, or a SQL expression, that gives one weight per value, written like the values; or null
 * @param separator the text between a value and its weight, such as {@code :} in {@code 17:0.5}; or null
 */
public record ValueWeights(
        @Nullable String source, @Nullable String separator) {}
