package dev.braid.data.prepare;

/** Hears how far {@code prepare} is. */
public interface PrepareListener {
    /** Hears nothing. */
    PrepareListener NONE = new PrepareListener() {};

    /**
     * A piece of work is done.
     *
     * @param stage what is being done: {@code read}, {@code check}, {@code learn}, {@code write}
     * @param what the file, feature or part just finished
     * @param done pieces of this stage finished
     * @param total pieces of this stage
     */
    default void progressed(String stage, String what, int done, int total) {}
}
