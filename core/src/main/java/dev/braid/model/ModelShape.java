package dev.braid.model;

import dev.braid.tensor.Tensor;

/**
 * What a model must fit to.
 *
 * @param fields number of fields F
 * @param width embedding width k
 * @param tasks number of tasks T
 */
public record ModelShape(int fields, int width, int tasks) {
    /** D = F·k, the length of the concatenated embeddings. */
    public int concatenated() {
        return fields * width;
    }

    /** The fields' embeddings {@code [B, F, k]} side by side, e = vec(E): {@code [B, D]}. */
    Tensor concatenated(Tensor embeddings) {
        return embeddings.reshape(-1, concatenated());
    }
}
