package dev.braid.model;

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
}
