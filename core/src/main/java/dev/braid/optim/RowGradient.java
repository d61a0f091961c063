package dev.braid.optim;

import dev.braid.nn.EmbeddingTable;
import dev.braid.nn.Lookup;
import dev.braid.tensor.Tensor;

/**
 * The gradient of the rows of one table that a batch touched.
 *
 * @param table the table
 * @param lookup which of its rows: the lookup's U distinct ones
 * @param gradient {@code [U, k]}
 */
public record RowGradient(EmbeddingTable table, Lookup lookup, Tensor gradient) {}
