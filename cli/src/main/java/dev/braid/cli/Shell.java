package dev.braid.cli;

import java.util.regex.Pattern;

/** Words as a shell takes them. */
final class Shell {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_=.,:/+@%-]+");

    private Shell() {}

    /** A word that a shell gives on as it is. */
    static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
