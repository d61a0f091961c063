package dev.braid.data.spec;

import java.util.List;
import java.util.Optional;

/**
 * How raw files are written. Only {@code kind} matters to Parquet.
 *
 * @param kind empty: by the file's name ({@code .parquet}; {@code .tsv}; anything else is CSV; {@code .gz} may follow)
 * @param separator one character between fields; empty: a tab for {@code .tsv}, else a comma
 * @param header whether the first line names the columns
 * @param columns the columns' names when there is no header line
 * @param quote the character around fields that hold separators or line ends, doubled within; empty text: none
 * @param nulls texts that stand for a missing value, besides the empty one
 * @param trim whether blanks around values are removed
 * @param padShortRows whether a row with too few fields is filled up with missing values instead of being an error
 */
public record FileFormat(
        Optional<Kind> kind,
        Optional<String> separator,
        boolean header,
        List<String> columns,
        String quote,
        List<String> nulls,
        boolean trim,
        boolean padShortRows) {
    /** Comma-separated with a header line and double quotes; by file name where it says more. */
    public static final FileFormat DEFAULTS =
            new FileFormat(Optional.empty(), Optional.empty(), true, List.of(), "\"", List.of(), false, false);

    /** Kinds of raw files. */
    public enum Kind {
        CSV,
        PARQUET
    }

    public FileFormat {
        columns = List.copyOf(columns);
        nulls = List.copyOf(nulls);
    }
}
