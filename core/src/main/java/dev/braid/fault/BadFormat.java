package dev.braid.fault;

import java.nio.file.Path;

/** A file in one of Braid's formats that is damaged, foreign, or of a version this Braid does not read. */
public final class BadFormat extends BadInput {
    private static final long serialVersionUID = 1L;

    /**
     * @param file the file that was read
     * @param problem what is wrong with it and what to do, one line
     */
    public BadFormat(Path file, String problem) {
        super(file + ": " + problem);
    }

    /**
     * @param file the file that was read
     * @param problem what is wrong with it and what to do, one line
     * @param cause the failure underneath
     */
    public BadFormat(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
