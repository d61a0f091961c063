package dev.braid.fault;

import com.google.errorprone.annotations.FormatMethod;

/** A training whose losses, gradients or predictions are no numbers any more: its settings are to be mended, not its data. */
public final class Diverged extends BadInput {
    private static final long serialVersionUID = 1L;

    /**
     * @param message one line: what is no longer finite, where, what to do
     */
    public Diverged(String message) {
        super(message);
    }

    /** A {@code Diverged} with a formatted message. */
    @FormatMethod
    public static Diverged of(String format, Object... arguments) {
        return new Diverged(String.format(java.util.Locale.ROOT, format, arguments));
    }
}
