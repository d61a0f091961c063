/**
 * Data whose truth is known: an exposure, click, conversion funnel with the true probability of every row, and the two
 * correlated regression tasks of the MMoE paper. Both are written as raw files with a dataset spec, as anybody's data would
 * be; what is true stands in separate files and never among the features. The same options and seed give the same bytes.
 * Uses {@code metric} (for the best possible scores), {@code options} and {@code fault}.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.data.simulate;
