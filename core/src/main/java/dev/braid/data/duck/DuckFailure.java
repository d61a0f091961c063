package dev.braid.data.duck;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A failure of DuckDB, told in one line. Callers that know what was being done turn it into a {@code BadInput}. */
public final class DuckFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Pattern PREFIX = Pattern.compile(
            "^(Invalid Input Error: Attempting to execute an unsuccessful or closed pending query result\\s*Error: )");
    private static final Pattern KIND =
            Pattern.compile("^(Invalid Input|Conversion|Binder|Parser|IO|Catalog|Out of Range) Error: ");
    private static final Pattern LINE = Pattern.compile("CSV Error on Line: (\\d+)");
    private static final Pattern FIELDS = Pattern.compile("Expected Number of Columns: (\\d+) Found: (\\d+)");
    private static final Pattern UNKNOWN = Pattern.compile("Referenced column \"(.*?)\" (?:was )?not found");
    private static final int LONGEST = 240;

    /**
     * @param cause what JDBC threw
     */
    public DuckFailure(SQLException cause) {
        super(oneLine(String.valueOf(cause.getMessage())), cause);
    }

    /** The line of a CSV file that the failure names, or 0. */
    public long csvLine() {
        Matcher line = LINE.matcher(full());
        return line.find() ? Long.parseLong(line.group(1)) : 0;
    }

    /** Whether a CSV file cannot be taken apart at all, on a line that the failure does not name. */
    public boolean invalidCsv() {
        return full().contains("CSV Parser state machine reached an invalid state");
    }

    /** The column name that an expression used in vain, or an empty text. */
    public String unknownColumn() {
        Matcher unknown = UNKNOWN.matcher(full());
        return unknown.find() ? unknown.group(1) : "";
    }

    private String full() {
        return getCause() == null ? "" : String.valueOf(getCause().getMessage());
    }

    /** What is left of DuckDB's text without its settings, hints and arrows. */
    static String oneLine(String message) {
        String text = PREFIX.matcher(message.strip()).replaceFirst("");
        if (LINE.matcher(text).find()) {
            return csv(text);
        }
        List<String> kept = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("LINE ") || line.startsWith("Candidate ")) {
                break;
            }
            kept.add(line.strip());
        }
        String joined = KIND.matcher(String.join(" ", kept)).replaceFirst("");
        return joined.length() <= LONGEST ? joined : joined.substring(0, LONGEST) + " ...";
    }

    /** What DuckDB says of a wrong number of fields, told in words; empty when it says something else. */
    public static String fields(String text) {
        Matcher fields = FIELDS.matcher(text);
        return fields.find()
                ? "a row has " + fields.group(2) + (fields.group(2).equals("1") ? " field" : " fields") + " where "
                        + fields.group(1) + " are expected"
                : "";
    }

    private static String csv(String text) {
        String fields = fields(text);
        if (!fields.isEmpty()) {
            return fields;
        }
        if (text.contains("Maximum line size")) {
            return "is longer than 2,000,000 bytes";
        }
        if (text.contains("unterminated quote")) {
            return "a quote is opened and never closed";
        }
        if (text.contains("not utf-8")) {
            return "is not UTF-8 text";
        }
        return text.lines()
                .skip(1)
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("Original Line"))
                .findFirst()
                .orElse("the row cannot be read as CSV");
    }
}
