/**
 * DuckDB as Braid uses it: sessions with limits, SQL text, and its failures told in one line. Uses {@code fault} and
 * {@code disk} only.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.data.duck;
