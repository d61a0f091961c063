package dev.braid.data;

import dev.braid.data.duck.Sql;
import dev.braid.schema.Feature;
import dev.braid.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * How a schema's columns lie in the Parquet parts: a feature under its own name (INTEGER, FLOAT with NULL for missing, or
 * INTEGER[], followed by {@code weights.FEATURE}, FLOAT[], where its values have weights), then {@code label.TASK} (FLOAT, NULL for none), {@code weight.TASK} (FLOAT) and {@code user.TASK} (INTEGER).
 */
public final class Layout {
    /** What a column holds. */
    enum Kind {
        ID,
        NUMBER,
        BAG,
        BAG_WEIGHTS,
        LABEL,
        WEIGHT,
        USER
    }

    /**
     * One column.
     *
     * @param index position of its feature or task in the schema
     */
    record Column(Kind kind, int index, String name) {
        /** Whether rows have lists of it. */
        boolean list() {
            return kind == Kind.BAG || kind == Kind.BAG_WEIGHTS;
        }
    }

    private final int features;
    private final int tasks;
    private final List<Column> columns = new ArrayList<>();

    /**
     * @param weighted per task whether rows carry weights; empty when rows carry neither labels nor weights nor users
     */
    public Layout(Schema schema, List<Boolean> weighted) {
        this.features = schema.features().size();
        this.tasks = weighted.size();
        for (int f = 0; f < features; f++) {
            Feature feature = schema.features().get(f);
            Kind kind = feature.match(c -> Kind.ID, n -> Kind.NUMBER, m -> Kind.BAG);
            columns.add(new Column(kind, f, feature.name()));
            if (feature.match(c -> false, n -> false, Feature.MultiValued::weighted)) {
                columns.add(new Column(Kind.BAG_WEIGHTS, f, weights(feature.name())));
            }
        }
        for (int t = 0; t < tasks; t++) {
            columns.add(new Column(Kind.LABEL, t, label(schema.tasks().get(t).name())));
            if (weighted.get(t)) {
                columns.add(
                        new Column(Kind.WEIGHT, t, weight(schema.tasks().get(t).name())));
            }
            if (schema.tasks().get(t).user()) {
                columns.add(new Column(Kind.USER, t, user(schema.tasks().get(t).name())));
            }
        }
    }

    /** The column of the weights of a multi-valued feature. */
    public static String weights(String feature) {
        return "weights." + feature;
    }

    /** The column of a task's labels. */
    public static String label(String task) {
        return "label." + task;
    }

    /** The column of a task's row weights. */
    public static String weight(String task) {
        return "weight." + task;
    }

    /** The column of a task's user keys. */
    public static String user(String task) {
        return "user." + task;
    }

    int features() {
        return features;
    }

    int tasks() {
        return tasks;
    }

    List<Column> columns() {
        return columns;
    }

    List<Column> bags() {
        return columns.stream().filter(c -> c.kind() == Kind.BAG).toList();
    }

    /** Bytes that rows take as native columns, apart from the values of bags. */
    public long nativeBytes(long rows) {
        return 4 * rows * columns.size() + 4L * bags().size();
    }

    /** The select list that gives every column as plain numbers: a bag by its length. */
    String plain() {
        return String.join(
                ", ",
                columns.stream()
                        .map(c -> c.list() ? "len(" + Sql.name(c.name()) + ")::INTEGER" : Sql.name(c.name()))
                        .toList());
    }
}
