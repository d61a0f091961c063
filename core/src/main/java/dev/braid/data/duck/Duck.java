package dev.braid.data.duck;

import com.google.errorprone.annotations.MustBeClosed;
import dev.braid.fault.BadInput;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/**
 * One DuckDB database of one's own. Rows keep the order in which they were put in. Every method throws {@link BadInput}
 * where disk or memory run out, and {@link DuckFailure} for what its caller asked wrongly. Not thread-safe.
 */
public final class Duck implements AutoCloseable {
    /** DuckDB's own choice for databases in memory, in the working directory. */
    private static final Path DEFAULT_SPILL = Path.of(".tmp");

    /**
     * Rows of a row group on disk. A CSV file is read in batches of some ten thousand rows; where they are shorter than a row
     * group (by default 122,880), DuckDB writes them twice to keep their order.
     */
    private static final int ROW_GROUP = 24_576;

    private final DuckDBConnection connection;
    private final Path temporary;

    private Duck(DuckDBConnection connection, Path temporary) {
        this.connection = connection;
        this.temporary = temporary;
    }

    /** A database in memory. */
    @MustBeClosed
    public static Duck inMemory(int threads) {
        return open("", threads, Optional.empty());
    }

    /**
     * A database on disk, for work larger than memory.
     *
     * @param directory holds the database and what is spilled; to be deleted afterwards
     * @param memoryLimit such as {@code 4GB}; empty: DuckDB's default
     * @param threads 0: one per core
     */
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // the caller's from here on; closed where it never gets there
    public static Duck onDisk(Path directory, String memoryLimit, int threads) {
        Duck duck = open(memoryLimit, threads, Optional.of(directory.resolve("spill")));
        try {
            duck.run("ATTACH " + Sql.text(directory.resolve("work.duckdb").toString())
                    + " AS work (STORAGE_VERSION 'latest', ROW_GROUP_SIZE " + ROW_GROUP + ")");
            duck.run("USE work");
            // Nobody opens the file again, so nothing has to be brought into order in it: that would write all rows
            // anew.
            duck.run("SET checkpoint_threshold = '1TB'");
            duck.run("PRAGMA disable_checkpoint_on_shutdown");
            return duck;
        } catch (RuntimeException e) {
            duck.close();
            throw e;
        }
    }

    @MustBeClosed
    private static Duck open(String memoryLimit, int threads, Optional<Path> spill) {
        Properties settings = new Properties();
        settings.setProperty("preserve_insertion_order", "true");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("jdbc_stream_results", "true");
        if (threads > 0) {
            settings.setProperty("threads", Integer.toString(threads));
        }
        if (!memoryLimit.isEmpty()) {
            settings.setProperty("memory_limit", memoryLimit);
        }
        spill.ifPresent(directory -> settings.setProperty("temp_directory", directory.toString()));
        Path temporary = spill.orElse(DEFAULT_SPILL);
        try {
            Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings);
            return new Duck(connection.unwrap(DuckDBConnection.class), temporary);
        } catch (SQLException e) {
            throw failure(e, temporary);
        }
    }

    /** Runs one statement. */
    public void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Runs a query with a small result and gives its rows as texts. */
    public List<List<@Nullable String>> rows(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int width = result.getMetaData().getColumnCount();
            List<List<@Nullable String>> rows = new ArrayList<>();
            while (result.next()) {
                List<@Nullable String> row = new ArrayList<>(width);
                for (int c = 1; c <= width; c++) {
                    row.add(result.getString(c));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** The single whole number that a query gives. */
    public long number(String sql) {
        return Long.parseLong(String.valueOf(rows(sql).get(0).get(0)));
    }

    /** Runs a query and hands its chunks on as they come, in order. A chunk is dead after its turn. */
    public void chunks(String sql, Consumer<DuckDBDataChunkReader> consumer) {
        try (DuckDBPreparedStatement statement = connection.prepare(sql);
                DuckDBChunkedResult result = statement.query()) {
            while (result.nextChunk()) {
                consumer.accept(result.chunk());
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** An appender to a table. */
    @MustBeClosed
    public DuckDBAppender appender(String table) {
        try {
            return connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, table);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** What a failure of the driver is: a {@link BadInput} where disk or memory ran out, else a {@link DuckFailure}. */
    public RuntimeException failure(SQLException e) {
        return failure(e, temporary);
    }

    private static RuntimeException failure(SQLException e, Path temporary) {
        return NoRoom.of(e, temporary).<RuntimeException>map(room -> room).orElseGet(() -> new DuckFailure(e));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(e);
        }
    }
}
