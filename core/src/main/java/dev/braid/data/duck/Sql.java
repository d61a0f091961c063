package dev.braid.data.duck;

/** SQL text: names, texts and numbers as DuckDB reads them. */
public final class Sql {
    private Sql() {}

    /** A quoted identifier. */
    public static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** A quoted text. */
    public static String text(String value) {
        return '\'' + value.replace("'", "''") + '\'';
    }

    /** A number, exact to the last bit. */
    public static String number(double value) {
        return "CAST('" + value + "' AS DOUBLE)";
    }

    /** A person's expression, fenced so that a comment at its end ends with it. */
    public static String expression(String written) {
        return "(" + written + "\n)";
    }
}
