package dev.braid.model;

import dev.braid.nn.EmbeddingRequest;
import java.util.List;

/** The options record of a model. */
public interface ModelOptions {
    /**
     * The sets of embeddings the model reads: one unless the model says otherwise.
     *
     * @param tasks number of tasks T
     */
    default List<EmbeddingRequest> embeddings(int tasks) {
        return List.of(new EmbeddingRequest("0", EmbeddingRequest.RowInit.SMALL_NORMAL));
    }
}
