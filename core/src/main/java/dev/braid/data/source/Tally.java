package dev.braid.data.source;

import dev.braid.data.spec.FileGroup;
import java.util.EnumMap;
import java.util.Map;

/**
 * Something that is counted over the rows of all good lines.
 *
 * @param name what it is called
 * @param counted {@code *} counts rows; {@code DISTINCT} and a column its different values
 * @param condition SQL over the columns of a row; only rows for which it is true count
 * @param published per group of files the count that is published; {@code ALL}: over all files
 * @param about whether published counts are rounded
 */
record Tally(String name, String counted, String condition, Map<FileGroup, Long> published, boolean about) {
    Tally {
        published = Map.copyOf(published);
    }

    static Tally of(String name, String condition) {
        return new Tally(name, "*", condition, Map.of(), false);
    }

    /** The different values of a column among the rows for which the condition is true. */
    static Tally distinct(String name, String column, String condition) {
        return new Tally(name, "DISTINCT " + column, condition, Map.of(), false);
    }

    static Tally rows() {
        return of("rows", "true");
    }

    /** With a published count. */
    Tally published(FileGroup group, long count) {
        Map<FileGroup, Long> more = new EnumMap<>(FileGroup.class);
        more.putAll(published);
        more.put(group, count);
        return new Tally(name, counted, condition, more, about);
    }

    /** With a published count that is rounded, as are all others of this tally. */
    Tally publishedAbout(FileGroup group, long count) {
        Tally exact = published(group, count);
        return new Tally(name, counted, condition, exact.published, true);
    }
}
