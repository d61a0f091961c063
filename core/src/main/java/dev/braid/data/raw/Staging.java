package dev.braid.data.raw;

import dev.braid.data.duck.Duck;
import dev.braid.data.duck.DuckFailure;
import dev.braid.data.duck.Sql;
import dev.braid.data.spec.FileFormat;
import dev.braid.data.spec.FileGroup;
import dev.braid.fault.BadInput;
import dev.braid.fault.NearestName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Raw files as one DuckDB table, {@value #TABLE}: the rows of the files, one file after the other, so that {@code rowid}
 * says where a row comes from. Columns of CSV files are text; what they mean is decided later, where a wrong value can
 * still be told with its file and row.
 */
public final class Staging {
    /** The table of raw rows. */
    public static final String TABLE = "staged";

    /** The column that is above 0 for rows that belong to no split; hidden from expressions, like all {@code braid:...}. */
    public static final String LEFT_OUT = "\"braid:left\"";

    /** The column with the code of a row's split, once {@link #split} has made it. */
    public static final String SPLIT = "\"braid:split\"";

    private static final String HIDDEN = "braid:";

    /** How many rows are told their split at a time, so that memory does not grow with the rows. */
    private static final long SPLIT_ROWS = 1L << 22;

    private final Duck duck;
    private final FileFormat format;
    private final List<Extent> extents = new ArrayList<>();
    /** Per extent of a CSV file what gives the line of a row of it. */
    private final Map<Integer, LongUnaryOperator> lines = new HashMap<>();

    private final Map<String, String> columns = new LinkedHashMap<>();
    private final Map<FileGroup, Long> groups = new EnumMap<>(FileGroup.class);
    private Optional<FileGroup> group = Optional.empty();
    private boolean split;

    /** Where the rows of a file begin, and how many there are. */
    public record Extent(Path file, long first, long rows) {}

    /**
     * @param duck where the table is made
     * @param format how the files are written
     */
    public Staging(Duck duck, FileFormat format) {
        this.duck = duck;
        this.format = format;
    }

    /** The columns and their SQL types. */
    public Map<String, String> columns() {
        return columns;
    }

    /** The files, in the order in which they were added. */
    public List<Extent> extents() {
        return extents;
    }

    /** Per group that has rows, the first of them. */
    public Map<FileGroup, Long> groups() {
        return groups;
    }

    /** Says which group the rows belong to that are added from now on. */
    public void begin(FileGroup next) {
        group = Optional.of(next);
    }

    /** Number of rows so far. */
    public long rows() {
        return extents.isEmpty()
                ? 0
                : extents.get(extents.size() - 1).first()
                        + extents.get(extents.size() - 1).rows();
    }

    /** Adds the rows of a file; its columns must be those of the first, in any order. */
    public void add(Path path) {
        RawFile file = RawFile.open(duck, path, format);
        long before = rows();
        try {
            if (extents.isEmpty()) {
                columns.putAll(file.columns());
                duck.run("CREATE TABLE " + TABLE + " AS SELECT " + values(file) + " FROM " + file.source(format));
            } else {
                requireSameColumns(file);
                duck.run("INSERT INTO " + TABLE + " SELECT " + values(file) + " FROM " + file.source(format));
            }
        } catch (DuckFailure e) {
            throw file.failure(e, format);
        }
        if (!file.parquet()) {
            lines.put(extents.size(), row -> file.lines(format)
                    .ofRows(Set.of(row), format.header(), Set.of())
                    .getOrDefault(row, 0L));
        }
        added(path, before);
        if (!file.parquet() && format.header()) {
            requireOneHeader(file, before);
        }
    }

    /** Files put together have the header line in their midst, where it would be a row. */
    private void requireOneHeader(RawFile file, long before) {
        String again = file.columns().keySet().stream()
                .limit(3)
                .map(column -> Sql.name(column) + " = " + Sql.text(column))
                .collect(Collectors.joining(" AND "));
        duck.rows("SELECT min(rowid) FROM " + TABLE + " WHERE rowid >= " + before + " AND " + again).stream()
                .map(row -> row.get(0))
                .filter(Objects::nonNull)
                .forEach(row -> {
                    throw new BadInput(place(row) + ": the header line stands here again; delete the line");
                });
    }

    /** What is said of a column that is not there. */
    public String unknown(String column) {
        return "no column is named '" + column + "'; " + NearestName.suggestion(column, columns.keySet())
                + RawFile.likeAValue(columns.keySet())
                        .map(value -> " (" + extents.get(0).file() + ":1 looks like a row, not like a header line: '"
                                + value + "'; put one there, or set format.header: false and format.columns)")
                        .orElse("");
    }

    /**
     * Adds the rows of a query, which must give the columns of the first, in their order, and {@value #LEFT_OUT}.
     *
     * @param file where the rows come from, one for each that could be read, for messages
     */
    public void add(RawText file, String query) {
        long before = rows();
        if (extents.isEmpty()) {
            duck.run("CREATE TABLE " + TABLE + " AS " + query);
            duck.rows("DESCRIBE " + TABLE).stream()
                    .filter(row -> !String.valueOf(row.get(0)).startsWith(HIDDEN))
                    .forEach(row -> columns.put(String.valueOf(row.get(0)), String.valueOf(row.get(1))));
        } else {
            duck.run("INSERT INTO " + TABLE + " " + query);
        }
        lines.put(
                extents.size(),
                row -> file.lines(Set.of(row)).stream().findFirst().orElse(0L));
        added(file.path(), before);
    }

    private void added(Path file, long before) {
        long rows = duck.number("SELECT count(*) FROM " + TABLE) - before;
        extents.add(new Extent(file, before, rows));
        if (rows > 0) {
            group.ifPresent(g -> groups.putIfAbsent(g, before));
        }
    }

    /**
     * Notes the split of every row, once, because it is asked for with every column.
     *
     * @param query over {@link Expressions#VIEW}: columns {@code row} and, for its split, {@code code}
     */
    public void split(String query) {
        duck.run("ALTER TABLE " + TABLE + " ADD COLUMN " + SPLIT + " TINYINT");
        for (long first = 0; first < rows(); first += SPLIT_ROWS) {
            String range = " BETWEEN " + first + " AND " + (first + SPLIT_ROWS - 1);
            duck.run("UPDATE " + TABLE + " SET " + SPLIT + " = coded.code FROM (FROM (" + query + ") WHERE row" + range
                    + ") coded WHERE " + TABLE + ".rowid = coded.row AND " + TABLE + ".rowid" + range);
        }
        split = true;
    }

    /** Whether rows know their split. */
    boolean isSplit() {
        return split;
    }

    private String values(RawFile file) {
        List<String> values = new ArrayList<>();
        columns.forEach((column, type) -> values.add(file.value(column, format) + " AS " + Sql.name(column)));
        values.add("0::USMALLINT AS " + LEFT_OUT);
        return String.join(", ", values);
    }

    private void requireSameColumns(RawFile file) {
        Path first = extents.get(0).file();
        for (String column : columns.keySet()) {
            if (!file.columns().containsKey(column)) {
                throw new BadInput(file.path() + ": has no column '" + column + "', which " + first + " has; "
                        + NearestName.suggestion(column, file.columns().keySet()));
            }
        }
        Set<String> extra = new TreeSet<>(file.columns().keySet());
        extra.removeAll(columns.keySet());
        if (!extra.isEmpty()) {
            throw new BadInput(file.path() + ": has columns that " + first + " lacks: " + String.join(", ", extra)
                    + "; all files of a dataset need the same columns");
        }
    }

    /** Where a row comes from: {@code train.csv:17}, or {@code train.parquet row 17}, counted from 1. */
    public String place(long row) {
        for (int e = 0; e < extents.size(); e++) {
            Extent extent = extents.get(e);
            if (row < extent.first() + extent.rows()) {
                LongUnaryOperator finder = lines.get(e);
                long line = finder == null ? 0 : finder.applyAsLong(row - extent.first());
                if (line > 0) {
                    return extent.file() + ":" + line;
                }
                return extent.file() + " row " + (row - extent.first() + 1);
            }
        }
        return "row " + (row + 1);
    }

    /** As {@link #place(long)}, for a number that a query gave. */
    public String place(@Nullable String row) {
        return row == null ? "an unknown row" : place(Long.parseLong(row));
    }
}
