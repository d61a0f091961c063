package dev.braid.train;

import dev.braid.nn.EmbeddingTable;
import dev.braid.nn.Pass;
import dev.braid.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the forward pass over a part of a batch leaves for the backward pass.
 *
 * @param embedded the embeddings of its rows, one per table
 * @param leaves the same as leaves of the gradient graph
 * @param pass as which the model ran
 * @param losses its share of every task's loss L_t, a scalar each; null where the batch says nothing about the task
 */
record ForwardPass(
        List<EmbeddingTable.Embedded> embedded, List<Tensor> leaves, Pass pass, List<@Nullable Tensor> losses) {}
