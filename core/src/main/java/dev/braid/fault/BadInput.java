package dev.braid.fault;

import com.google.errorprone.annotations.FormatMethod;

/**
 * A mistake in what a person wrote or passed: a file, an option, a value. The message is one line that says what is
 * wrong, where, and what to do.
 */
public sealed class BadInput extends RuntimeException permits BadFormat, Diverged {
    private static final long serialVersionUID = 1L;

    /**
     * @param message one line: what, where, what to do
     */
    public BadInput(String message) {
        super(message);
    }

    /**
     * @param message one line: what, where, what to do
     * @param cause the failure underneath, shown only with {@code --verbose}
     */
    public BadInput(String message, Throwable cause) {
        super(message, cause);
    }

    /** A {@code BadInput} with a formatted message. */
    @FormatMethod
    public static BadInput of(String format, Object... arguments) {
        return new BadInput(String.format(java.util.Locale.ROOT, format, arguments));
    }
}
