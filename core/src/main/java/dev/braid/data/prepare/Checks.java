package dev.braid.data.prepare;

import dev.braid.data.Layout;
import dev.braid.data.Split;
import dev.braid.data.duck.Duck;
import dev.braid.data.raw.Expressions;
import dev.braid.data.raw.RowView;
import dev.braid.data.raw.Staging;
import dev.braid.data.raw.TaskTransform;
import dev.braid.data.spec.DatasetSpec;
import dev.braid.fault.BadInput;
import dev.braid.fault.Problems;
import dev.braid.schema.Feature;
import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold of staged rows before anything is learned from them. */
final class Checks {
    private final Duck duck;
    private final Staging staging;
    private final DatasetSpec spec;

    Checks(Duck duck, Staging staging, DatasetSpec spec) {
        this.duck = duck;
        this.staging = staging;
        this.spec = spec;
    }

    /** Every dropped column exists. */
    void names() {
        Problems problems = new Problems();
        for (String column : spec.drop()) {
            if (!staging.columns().containsKey(column)) {
                problems.add("drop: " + staging.unknown(column));
            }
        }
        problems.throwIfAny();
    }

    /** The expressions that rows are split by can be evaluated. */
    void splitExpressions(Map<String, String> types) {
        Expressions.createView(duck, staging, types);
        spec.split().forEach((group, rule) -> Preparation.splitExpression(rule)
                .forEach(e -> Expressions.require(duck, "split of '" + group.label() + "'", e, staging)));
    }

    /** Every row belongs to one split, and every split has rows. */
    void splits() {
        Set<Split> empty = EnumSet.allOf(Split.class);
        for (List<@Nullable String> row : duck.rows("SELECT " + Staging.SPLIT + ", count(*), min(rowid) FROM "
                + Staging.TABLE + " GROUP BY 1 ORDER BY 1")) {
            int split = Integer.parseInt(String.valueOf(row.get(0)));
            if (split == SplitSql.UNCLAIMED || split == SplitSql.CLAIMED_TWICE) {
                throw new BadInput(staging.place(row.get(2)) + ": "
                        + (split == SplitSql.UNCLAIMED
                                ? "no split claims this row (" + row.get(1)
                                        + " rows in all); name its value under 'split', or set others: drop"
                                : "two splits claim this row (" + row.get(1)
                                        + " rows in all); ranges must not overlap"));
            }
            empty.removeIf(s -> s.code() == split);
        }
        for (Split split : empty) {
            throw new BadInput("the split '" + split.label() + "' of '" + spec.name()
                    + "' has no rows: it needs more raw rows, or other 'files' or another 'split' in its spec");
        }
    }

    /** Every task has both classes in the training split. */
    void labels(List<TaskTransform> tasks) {
        List<String> counts = new ArrayList<>();
        for (int t = 0; t < tasks.size(); t++) {
            counts.add("count(\"label:" + t + "\")");
            counts.add("count(*) FILTER (\"label:" + t + "\" = 1)");
        }
        List<@Nullable String> row = duck.rows("SELECT " + String.join(", ", counts) + " FROM " + RowView.VIEW
                        + " WHERE \"braid:split\" = " + Split.TRAIN.code())
                .get(0);
        Problems problems = new Problems();
        for (int t = 0; t < tasks.size(); t++) {
            String rows = String.valueOf(row.get(2 * t));
            String positives = String.valueOf(row.get(2 * t + 1));
            String what = "task '" + tasks.get(t).name() + "' has ";
            if (rows.equals("0")) {
                problems.add(
                        what
                                + "no labels in the training split: nothing to learn; it needs more rows, or another label or space");
            } else if (positives.equals("0")) {
                problems.add(
                        what
                                + "only negatives in the training split: nothing to learn; it needs more rows, or another label");
            } else if (positives.equals(rows)) {
                problems.add(
                        what
                                + "only positives in the training split: nothing to learn; it needs more rows, or another label");
            }
        }
        problems.throwIfAny();
    }

    /** No feature is named like a column of labels, weights or users. */
    void layout(Schema schema) {
        Set<String> taken = new java.util.HashSet<>();
        for (Task task : schema.tasks()) {
            taken.addAll(List.of(Layout.label(task.name()), Layout.weight(task.name()), Layout.user(task.name())));
        }
        Set<String> weights = new java.util.HashSet<>();
        schema.features()
                .forEach(f ->
                        f.match(c -> false, n -> false, m -> m.weighted() && weights.add(Layout.weights(m.name()))));
        for (Feature feature : schema.features()) {
            if (weights.contains(feature.name())) {
                throw new BadInput("feature '" + feature.name() + "': this name is kept for the weights of a feature;"
                        + " rename it");
            }
            if (taken.contains(feature.name())) {
                throw new BadInput(
                        "feature '" + feature.name() + "': this name is kept for a task's column; rename it");
            }
        }
    }
}
