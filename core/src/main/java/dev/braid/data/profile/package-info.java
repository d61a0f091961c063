/**
 * What a prepared dataset holds, for people: its columns, value by value, and how its labels go together. Computed on
 * demand from the training split's parts and the vocabularies. Uses {@code data}, {@code data.duck}, {@code data.raw},
 * {@code schema} and {@code fault}.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.data.profile;
