/**
 * The dataset spec: what a person writes to say which files, splits, features and tasks make a dataset. Records, and the
 * YAML reader that finds every mistake at once, with its line. Uses {@code schema}, {@code data.Split} and {@code fault}.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.data.spec;
