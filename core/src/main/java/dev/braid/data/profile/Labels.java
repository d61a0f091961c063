package dev.braid.data.profile;

import dev.braid.data.DatasetDescription.Correlations;
import dev.braid.data.Layout;
import dev.braid.data.duck.Duck;
import dev.braid.data.duck.Sql;
import dev.braid.schema.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at the labels of the training split, two tasks at a time. */
final class Labels {
    private final Duck duck;
    private final String source;

    Labels(Duck duck, String source) {
        this.duck = duck;
        this.source = source;
    }

    /**
     * @param known the correlations that {@code dataset.json} has: what is undefined is 0 in those of older datasets, and
     *     only the counts tell
     */
    List<LabelPair> pairs(List<Task> tasks, Correlations known) {
        List<LabelPair> pairs = new ArrayList<>();
        for (int j = 0; j < tasks.size(); j++) {
            for (int t = j + 1; t < tasks.size(); t++) {
                String first = tasks.get(j).name();
                String second = tasks.get(t).name();
                pairs.add(pair(first, second, known.pearson()[j][t], known.cosine()[j][t]));
            }
        }
        return pairs;
    }

    private LabelPair pair(String first, String second, @Nullable Double pearson, @Nullable Double cosine) {
        String a = Sql.name(Layout.label(first));
        String b = Sql.name(Layout.label(second));
        List<Long> counts = duck
                .rows("SELECT count(*), count(*) FILTER (" + a + " = 1), count(*) FILTER (" + b
                        + " = 1), count(*) FILTER (" + a + " = 1 AND " + b + " = 1) FROM " + source + " WHERE " + a
                        + " IS NOT NULL AND " + b + " IS NOT NULL")
                .get(0)
                .stream()
                .map(count -> Long.valueOf(String.valueOf(count)))
                .toList();
        long rows = counts.get(0);
        long firstPositives = counts.get(1);
        long secondPositives = counts.get(2);
        boolean constant = constant(firstPositives, rows) || constant(secondPositives, rows);
        @Nullable Double angle = firstPositives == 0 || secondPositives == 0 ? null : cosine;
        return new LabelPair(
                first, second, rows, firstPositives, secondPositives, counts.get(3), constant ? null : pearson, angle);
    }

    private static boolean constant(long positives, long rows) {
        return positives == 0 || positives == rows;
    }
}
