/**
 * {@code prepare}: from raw files and a spec to a prepared dataset, in DuckDB, by SQL. Uses {@code data}, {@code
 * data.spec}, {@code data.duck}, {@code schema} and {@code fault}.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.data.prepare;
