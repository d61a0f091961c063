package dev.braid.model;

import dev.braid.nn.EmbeddingRequest;
import java.util.List;

/** The options record of a model. */
public interface ModelOptions {
    /** The sets of embeddings the model reads: one unless the model says otherwise. */
    default List<EmbeddingRequest> embeddings() {
        return List.of(new EmbeddingRequest("0", EmbeddingRequest.RowInit.SMALL_NORMAL));
    }
}
