package dev.braid.data.raw;

import dev.braid.data.Batch;
import dev.braid.data.BatchStream;
import dev.braid.data.EncodedRows;
import dev.braid.data.Layout;
import dev.braid.data.disk.OwnedFolder;
import dev.braid.data.duck.Duck;
import dev.braid.data.duck.DuckFailure;
import dev.braid.data.duck.Sql;
import dev.braid.data.spec.DatasetSpec;
import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import dev.braid.fault.NearestName;
import dev.braid.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Raw rows (CSV, TSV, gz, Parquet) seen through a {@link Transformation}: batches in the order of the file. They carry no
 * user keys, also where the tasks declare a user column: GAUC is measured on prepared datasets only.
 */
public final class RawRows implements BatchStream {
    private static final String ENCODED = "encoded";

    private final Path file;
    private final Duck duck;
    private final OwnedFolder work;
    private final long rows;
    private final List<String> passThrough;
    private final BatchStream batches;

    private RawRows(Path file, Duck duck, OwnedFolder work, long rows, List<String> passThrough, BatchStream batches) {
        this.file = file;
        this.duck = duck;
        this.work = work;
        this.rows = rows;
        this.passThrough = passThrough;
        this.batches = batches;
    }

    /**
     * Opens a file of raw rows. Values that the training split did not have get id 0; missing values are missing as they
     * were in training; a missing column is refused.
     *
     * @param batchSize rows of a batch
     * @param labels whether the rows carry labels; if so a label's columns must be there
     * @param passThrough raw columns to keep, for the file of scores
     * @throws BadInput when the file is missing, unreadable, or lacks a feature's column
     */
    @SuppressWarnings("MustBeClosedChecker") // the session lives as long as the rows
    public static RawRows open(
            Transformation transformation, Path file, int batchSize, boolean labels, List<String> passThrough) {
        if (batchSize < 1) {
            throw BadInput.of("batch size must be at least 1, got %d", batchSize);
        }
        OwnedFolder work = work();
        Duck duck = null;
        try {
            duck = Duck.onDisk(work.path(), "", 0);
            List<TaskTransform> tasks =
                    labels ? withoutUsers(transformation.content().tasks()) : List.of();
            long rows = encode(duck, transformation, tasks, file, passThrough);
            Schema schema = new Schema(
                    transformation.schema().features(),
                    withoutUsers(transformation.content().tasks()).stream()
                            .map(TaskTransform::task)
                            .toList());
            List<Boolean> weighted =
                    tasks.stream().map(task -> task.rowWeight() != null).toList();
            BatchStream batches = EncodedRows.of(duck, schema, weighted, ENCODED, rows, batchSize);
            return new RawRows(file, duck, work, rows, List.copyOf(passThrough), batches);
        } catch (RuntimeException e) {
            if (duck != null) {
                duck.close();
            }
            work.close();
            throw e instanceof DuckFailure ? new BadInput(file + ": " + e.getMessage(), e) : e;
        }
    }

    private static OwnedFolder work() {
        try {
            return OwnedFolder.make(Path.of(System.getProperty("java.io.tmpdir")), "braid-rows-");
        } catch (IOException e) {
            throw new BadInput(
                    "no temporary directory can be made: " + FileFault.reason(e) + "; check java.io.tmpdir", e);
        }
    }

    private static long encode(
            Duck duck, Transformation transformation, List<TaskTransform> tasks, Path file, List<String> passThrough) {
        TransformationFile content = transformation.content();
        Staging staging = new Staging(duck, content.raw().format());
        staging.add(file);
        requirePassThrough(staging, file, passThrough, transformation.schema());
        transformation.loadVocabularies(duck);
        List<FeatureTransform> features = content.features();
        RowView view = new RowView(
                duck, staging, features.stream().map(FeatureTransform::source).toList(), tasks);
        view.create(content.types());
        view.requireUsable(content.onBadValue() == DatasetSpec.OnBadValue.ERROR, "true");
        List<String> columns = view.encoded(features);
        for (int t = 0; t < tasks.size(); t++) {
            String task = tasks.get(t).name();
            columns.add("\"label:" + t + "\"::FLOAT AS " + Sql.name(Layout.label(task)));
            if (tasks.get(t).rowWeight() != null) {
                columns.add("\"weight:" + t + "\" AS " + Sql.name(Layout.weight(task)));
            }
        }
        duck.run("CREATE TABLE " + ENCODED + " AS SELECT " + String.join(",\n", columns) + " FROM " + RowView.VIEW);
        return staging.rows();
    }

    private static void requirePassThrough(Staging staging, Path file, List<String> passThrough, Schema schema) {
        Set<String> taken = new HashSet<>(Set.of("row"));
        schema.tasks().forEach(task -> taken.add(task.name()));
        for (String column : passThrough) {
            if (!staging.columns().containsKey(column)) {
                throw new BadInput(file + ": there is no column '" + column + "' to keep; "
                        + NearestName.suggestion(column, staging.columns().keySet()));
            }
            if (!taken.add(column)) {
                throw new BadInput(file + ": the column '" + column
                        + "' cannot be kept twice, nor under the name of a score or of the row number");
            }
        }
    }

    private static List<TaskTransform> withoutUsers(List<TaskTransform> tasks) {
        return tasks.stream()
                .map(t -> new TaskTransform(t.name(), t.label(), t.parent(), t.weight(), t.rowWeight(), null))
                .toList();
    }

    /** The file that was opened. */
    public Path file() {
        return file;
    }

    /** Number of rows of the file. */
    public long rows() {
        return rows;
    }

    Duck duck() {
        return duck;
    }

    List<String> passThrough() {
        return passThrough;
    }

    @Override
    public @Nullable Batch next() {
        return batches.next();
    }

    @Override
    public void close() {
        batches.close();
        duck.close();
        work.close();
    }
}
