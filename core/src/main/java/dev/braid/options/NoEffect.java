package dev.braid.options;

import java.util.Objects;

/** Refuses an option that another one makes meaningless: what a person sets is used, or they are told. */
public final class NoEffect {
    private NoEffect() {}

    /**
     * Refuses a value other than the default, for the constructor of an options record.
     *
     * @param option its name in the record
     * @param value what was set
     * @param usual its default
     * @param when why it means nothing: {@code with readout linear}
     * @throws IllegalArgumentException if it was set
     */
    public static void refuse(String option, Object value, Object usual, String when) {
        if (!Objects.equals(value, usual)) {
            throw new IllegalArgumentException(option + " has no effect " + when + "; leave it out");
        }
    }
}
