package dev.braid.report;

/** Cells of comma-separated values. */
final class Csv {
    private Csv() {}

    /** A cell, in quotation marks where it must be. */
    static String cell(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
