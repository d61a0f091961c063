package dev.braid.data;

import java.util.Locale;

/** The three parts of a prepared dataset. */
public enum Split {
    TRAIN(0),
    VALIDATION(1),
    TEST(2);

    private final int code;

    Split(int code) {
        this.code = code;
    }

    /** The number of the split in SQL and in seeds; never changes. */
    public int code() {
        return code;
    }

    /** The name in files, on the command line and in JSON: {@code train}, {@code validation}, {@code test}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
