package dev.braid.fault;

/** A state that Braid promised could not occur: a fault of Braid, to be reported with its stack trace. */
public final class BraidBug extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what was found
     */
    public BraidBug(String message) {
        super(message);
    }

    /**
     * @param message what was found
     * @param cause the failure underneath
     */
    public BraidBug(String message, Throwable cause) {
        super(message, cause);
    }
}
