package dev.braid.cli;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Words as a shell takes them. */
final class Shell {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_=.,:/+@%-]+");

    private Shell() {}

    /** The name of a file or folder, without where it lies. */
    static String name(Path path) {
        Path name = path.toAbsolutePath().normalize().getFileName();
        return quoted(name == null ? path.toString() : name.toString());
    }

    /** A word that a shell gives on as it is. */
    static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
