package dev.braid.data.prepare;

import dev.braid.data.DatasetDescription;
import dev.braid.data.DatasetDescription.Part;
import dev.braid.data.DescriptionFile;
import dev.braid.data.JsonFile;
import dev.braid.data.Layout;
import dev.braid.data.PreparedDataset;
import dev.braid.data.Split;
import dev.braid.data.disk.GrowingPlace;
import dev.braid.data.duck.Duck;
import dev.braid.data.duck.DuckFailure;
import dev.braid.data.duck.Sql;
import dev.braid.data.raw.TransformationFile;
import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import dev.braid.fault.Problems;
import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;

/**
 * Gives the rows of a prepared dataset other tasks: the same features, splits and parts, with labels that are computed. What
 * else is known of a row is kept in a Parquet file of its own: {@code split}, {@code row} (from 0, in the order of the split's
 * rows), and a DOUBLE column for each number.
 */
public final class Relabel {
    private static final String KEPT = "kept";
    private static final String LABELS = "labels";

    private final PreparedDataset base;
    private final String name;
    private final RowLabels labels;
    private final PrepareListener listener;
    private final Duck duck;
    private final Path work;
    private final long[] positives;

    private Relabel(
            PreparedDataset base, String name, RowLabels labels, PrepareListener listener, Duck duck, Path work) {
        this.base = base;
        this.name = name;
        this.labels = labels;
        this.listener = listener;
        this.duck = duck;
        this.work = work;
        this.positives = new long[labels.tasks().size()];
    }

    /**
     * Writes the dataset, all or nothing. On one thread, so that every file has the same bytes each time.
     *
     * @param base the dataset whose rows are given other tasks
     * @param name of the new one
     * @param labels its tasks
     * @param kept the file's name within the dataset for the numbers of each row
     * @param out where it goes; must not exist unless the options say {@code overwrite}
     * @throws BadInput where a task has one class only, or the place cannot be written
     */
    public static PreparedDataset run(
            PreparedDataset base,
            String name,
            RowLabels labels,
            String kept,
            Path out,
            PrepareOptions options,
            PrepareListener listener) {
        Prepare.requireFree(out, options);
        Path place = out.toAbsolutePath().normalize();
        try (GrowingPlace growing = GrowingPlace.beside(place, "relabelling")) {
            Path work = Files.createDirectory(growing.path());
            Path database = Files.createDirectory(growing.scratch());
            try (Duck duck = Duck.onDisk(database, options.memory(), 1)) {
                new Relabel(base, name, labels, listener, duck, work).write(kept);
            }
            growing.replace();
        } catch (DuckFailure e) {
            throw new BadInput("prepare of '" + name + "': " + e.getMessage(), e);
        } catch (IOException e) {
            throw FileFault.cannotWrite(out, e);
        }
        return PreparedDataset.open(out);
    }

    private void write(String kept) throws IOException {
        base.copyTransformation(work);
        duck.run("CREATE TABLE " + KEPT + " (split VARCHAR, \"row\" BIGINT" + columns(labels.kept(), "DOUBLE") + ")");
        Map<Split, List<Part>> parts = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            parts.put(split, write(split));
            if (split == Split.TRAIN) {
                requireBothClasses();
            }
        }
        Path file = work.resolve(kept);
        duck.run("COPY (SELECT * FROM " + KEPT + ") TO " + Sql.text(file.toString()) + " (FORMAT parquet)");
        describe(parts);
    }

    private static String columns(List<String> names, String type) {
        StringBuilder sql = new StringBuilder();
        names.forEach(
                column -> sql.append(", ").append(Sql.name(column)).append(' ').append(type));
        return sql.toString();
    }

    private List<Part> write(Split split) throws IOException {
        Files.createDirectory(work.resolve(split.label()));
        DatasetDescription.SplitDescription before = Optional.ofNullable(
                        base.description().splits().get(split.label()))
                .orElseThrow();
        List<Part> parts = new ArrayList<>();
        int first = 0;
        for (Part part : before.parts()) {
            fill(split, first, Math.toIntExact(part.rows()));
            first = Math.toIntExact(first + part.rows());
            parts.add(write(part));
            listener.progressed(
                    "write", part.file(), parts.size(), before.parts().size());
        }
        return parts;
    }

    /** Computes the rows of a part. */
    private void fill(Split split, int first, int rows) {
        duck.run("CREATE OR REPLACE TABLE " + LABELS + " ("
                + columns(labels.tasks().stream().map(Layout::label).toList(), "FLOAT")
                        .substring(2) + ")");
        double[] numbers = new double[labels.kept().size()];
        boolean[] positive = new boolean[labels.tasks().size()];
        try (DuckDBAppender kept = duck.appender(KEPT);
                DuckDBAppender labelled = duck.appender(LABELS)) {
            for (int row = first; row < first + rows; row++) {
                labels.row(split, row, numbers, positive);
                kept.beginRow();
                kept.append(split.label());
                kept.append((long) row);
                for (double number : numbers) {
                    kept.append(number);
                }
                kept.endRow();
                labelled.beginRow();
                for (int t = 0; t < positive.length; t++) {
                    labelled.append(positive[t] ? 1f : 0f);
                    positives[t] += positive[t] ? 1 : 0;
                }
                labelled.endRow();
            }
        } catch (SQLException e) {
            throw duck.failure(e);
        }
    }

    private Part write(Part before) throws IOException {
        Path path = work.resolve(before.file());
        String from = "read_parquet("
                + Sql.text(base.directory().resolve(before.file()).toString()) + ")";
        String rows = "SELECT " + features(from) + " FROM " + from;
        duck.run("COPY (SELECT * FROM (" + rows + ") POSITIONAL JOIN " + LABELS + ") TO " + Sql.text(path.toString())
                + " (FORMAT parquet)");
        return new Part(before.file(), before.rows(), Files.size(path), Sha256.of(path));
    }

    /** The columns of a part without those of the tasks that are replaced. */
    private String features(String from) {
        Set<String> replaced = new HashSet<>();
        for (Task task : base.schema().tasks()) {
            replaced.addAll(List.of(Layout.label(task.name()), Layout.weight(task.name()), Layout.user(task.name())));
        }
        return duck.rows("DESCRIBE SELECT * FROM " + from).stream()
                .map(column -> String.valueOf(column.get(0)))
                .filter(column -> !replaced.contains(column))
                .map(Sql::name)
                .collect(Collectors.joining(", "));
    }

    private void requireBothClasses() {
        Problems problems = new Problems();
        long rows = base.rows(Split.TRAIN);
        for (int t = 0; t < positives.length; t++) {
            if (positives[t] == 0 || positives[t] == rows) {
                problems.add(
                        "task '" + labels.tasks().get(t) + "' of '" + name + "' has only "
                                + (positives[t] == 0 ? "negatives" : "positives")
                                + " in the training split: nothing to learn; choose another calibration, or a share of positives");
            }
        }
        problems.throwIfAny();
    }

    private void describe(Map<Split, List<Part>> parts) throws IOException {
        List<Task> tasks = labels.tasks().stream()
                .map(task -> new Task(task, Optional.empty(), 1, false))
                .toList();
        Schema schema = new Schema(base.schema().features(), tasks);
        Layout layout = new Layout(schema, tasks.stream().map(t -> false).toList());
        TransformationFile transformation =
                TransformationFile.read(base.directory()).retasked(name, labels.tasks());
        List<String> hashes =
                parts.values().stream().flatMap(List::stream).map(Part::sha256).toList();
        String contentHash = Sha256.of(JsonFile.bytes(transformation), hashes);
        Files.write(
                work.resolve(DatasetDescription.TRANSFORMATION),
                JsonFile.bytes(transformation.withContentHash(contentHash)));
        Describer describer = new Describer(duck, work, schema, layout, List.of());
        Files.write(
                work.resolve(DescriptionFile.NAME),
                DescriptionFile.bytes(describer.redescribe(base, name, parts, contentHash)));
    }
}
