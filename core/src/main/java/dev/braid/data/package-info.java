/**
 * From raw files to batches: {@code prepare} writes a prepared dataset with DuckDB, {@code source} knows the public datasets, the reader hands it out as columnar
 * batches, {@code simulate} makes data whose truth is known. Uses {@code schema}, {@code options} and {@code fault}.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.data;
