package dev.braid.data.raw;

import dev.braid.data.disk.GrowingPlace;
import dev.braid.data.duck.Duck;
import dev.braid.data.duck.DuckFailure;
import dev.braid.data.duck.Sql;
import dev.braid.fault.BadInput;
import dev.braid.fault.BraidBug;
import dev.braid.fault.FileFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.duckdb.DuckDBAppender;

/**
 * Writes scores beside the rows that they belong to: {@code row} (from 1), the pass-through columns, one DOUBLE column per
 * score. Parquet or CSV by the file's ending. The file appears, whole, at {@link #finish}; what stood there is replaced.
 */
public final class ScoreWriter implements AutoCloseable {
    private static final String TABLE = "scores";

    private final Path file;
    private final GrowingPlace growing;
    private final RawRows rows;
    private final List<String> scores;
    private final DuckDBAppender appender;
    private long written;

    private ScoreWriter(Path file, GrowingPlace growing, RawRows rows, List<String> scores, DuckDBAppender appender) {
        this.file = file;
        this.growing = growing;
        this.rows = rows;
        this.scores = scores;
        this.appender = appender;
    }

    /**
     * Starts a file of scores.
     *
     * @param rows the rows that are scored, for the pass-through columns; stay open until {@link #finish}
     * @param scores names of the score columns, usually the tasks
     * @throws BadInput when the ending is neither {@code .parquet} nor {@code .csv}, or the place cannot be written
     */
    @SuppressWarnings("MustBeClosedChecker") // the appender lives as long as the writer
    public static ScoreWriter open(Path file, RawRows rows, List<String> scores) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (!name.endsWith(".parquet") && !name.endsWith(".csv")) {
            throw new BadInput(file + ": scores are written as .parquet or .csv; choose one by the file's ending");
        }
        Path place = file.toAbsolutePath();
        Path directory = place.getParent();
        if (directory == null || !Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw new BadInput(file + ": its directory does not exist or cannot be written");
        }
        if (Files.isDirectory(place)) {
            throw new BadInput(file + ": is a directory; name a file");
        }
        List<String> columns = new ArrayList<>();
        scores.forEach(score -> columns.add(Sql.name(score) + " DOUBLE"));
        Duck duck = rows.duck();
        duck.run("CREATE OR REPLACE TABLE " + TABLE + " (" + String.join(", ", columns) + ")");
        return new ScoreWriter(place, begin(file, place), rows, List.copyOf(scores), duck.appender(TABLE));
    }

    private static GrowingPlace begin(Path file, Path place) {
        try {
            return GrowingPlace.beside(place, "scoring");
        } catch (IOException e) {
            throw FileFault.cannotWrite(file, e);
        }
    }

    /**
     * Adds the scores of the next rows.
     *
     * @param columns {@code [scores][count]}; NaN is written as NULL
     * @param count how many rows
     */
    public void append(double[][] columns, int count) {
        if (columns.length != scores.size()) {
            throw new BraidBug(columns.length + " columns of scores where " + scores.size() + " are declared");
        }
        try {
            for (int b = 0; b < count; b++) {
                appender.beginRow();
                for (double[] column : columns) {
                    if (Double.isNaN(column[b])) {
                        appender.appendNull();
                    } else {
                        appender.append(column[b]);
                    }
                }
                appender.endRow();
            }
            written += count;
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /** Writes the file and gives its number of rows; fails when not every row has scores. */
    public long finish() {
        if (written != rows.rows()) {
            throw new BraidBug(written + " rows were scored, but " + rows.file() + " has " + rows.rows());
        }
        List<String> columns = new ArrayList<>(List.of("s.rowid + 1 AS row"));
        rows.passThrough().forEach(column -> columns.add("r." + Sql.name(column)));
        scores.forEach(score -> columns.add("s." + Sql.name(score)));
        boolean csv = file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
        try {
            appender.flush();
            rows.duck()
                    .run("COPY (SELECT " + String.join(", ", columns) + " FROM " + TABLE + " s JOIN " + Staging.TABLE
                            + " r ON r.rowid = s.rowid ORDER BY s.rowid) TO "
                            + Sql.text(growing.path().toString())
                            + (csv ? " (FORMAT csv, HEADER true)" : " (FORMAT parquet)"));
            growing.replace();
            return written;
        } catch (SQLException e) {
            throw refused(e);
        } catch (DuckFailure e) {
            throw new BadInput(FileFault.cannotWrite(file, e.getMessage()), e);
        } catch (IOException e) {
            throw FileFault.cannotWrite(file, e);
        }
    }

    private BadInput refused(SQLException e) {
        return rows.duck().failure(e) instanceof BadInput told
                ? told
                : new BadInput(FileFault.cannotWrite(file, new DuckFailure(e).getMessage()), e);
    }

    /** Leaves nothing behind unless {@link #finish} was called. */
    @Override
    public void close() {
        try (growing) {
            appender.close();
        } catch (SQLException e) {
            throw refused(e);
        }
    }
}
