package dev.braid.data;

import java.util.Locale;

/** The three parts of a prepared dataset. */
public enum Split {
    TRAIN,
    VALIDATION,
    TEST;

    /** The name in files, on the command line and in JSON: {@code train}, {@code validation}, {@code test}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
