/**
 * Raw rows and what is done to them: staging of CSV and Parquet files in DuckDB, the transformation that {@code prepare}
 * learned, raw rows seen through it, and files of scores. Uses {@code data}, {@code data.spec}, {@code data.duck}.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.data.raw;
