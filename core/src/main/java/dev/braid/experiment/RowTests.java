package dev.braid.experiment;

import dev.braid.metric.Bootstrap;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tests every variant against the best of each metric and task on the evaluated rows. Variants are scored one after the
 * other. Of the best of a metric and task, what that test needs stays in memory, so all that stays is together no more than
 * one variant; who is best in something and not in something else is therefore scored twice.
 */
final class RowTests {
    private final Bootstrap bootstrap;
    private final List<Column> columns = new ArrayList<>();

    /** One metric of one task, with what is found out about it. */
    private record Column(Ranking ranking, ScoredVariant.Test test, Map<String, Double> p) {}

    /**
     * @param rankings who is best in what
     */
    RowTests(List<Ranking> rankings, Bootstrap bootstrap) {
        this.bootstrap = bootstrap;
        for (Ranking ranking : rankings) {
            ScoredVariant.Test.of(ranking.metric())
                    .ifPresent(test -> columns.add(new Column(ranking, test, new LinkedHashMap<>())));
        }
    }

    /**
     * Makes all tests.
     *
     * @param variants their labels
     * @param scored the scores of a variant, by task
     */
    List<RowTest> of(List<String> variants, Function<String, Map<String, ScoredVariant>> scored) {
        Set<String> best = new LinkedHashSet<>();
        columns.forEach(column -> best.add(column.ranking().best()));
        Map<String, Map<String, ScoredVariant>> kept = new LinkedHashMap<>();
        best.forEach(label -> kept.put(label, led(label, scored.apply(label))));
        for (String label : variants) {
            if (columns.stream().anyMatch(column -> column.ranking().p().containsKey(label))) {
                test(label, scored.apply(label), kept);
            }
        }
        return columns.stream().map(this::corrected).toList();
    }

    /** What the tests need of the tasks and metrics that a variant is best in. */
    private Map<String, ScoredVariant> led(String label, Map<String, ScoredVariant> rows) {
        Map<String, ScoredVariant> led = new LinkedHashMap<>();
        rows.forEach((task, all) -> {
            Set<ScoredVariant.Test> tests = EnumSet.noneOf(ScoredVariant.Test.class);
            columns.stream()
                    .filter(column -> column.ranking().best().equals(label)
                            && column.ranking().task().equals(task))
                    .forEach(column -> tests.add(column.test()));
            led.put(task, all.only(tests));
        });
        return led;
    }

    private void test(String label, Map<String, ScoredVariant> rows, Map<String, Map<String, ScoredVariant>> best) {
        for (Column column : columns) {
            Ranking ranking = column.ranking();
            if (ranking.p().containsKey(label)) {
                ScoredVariant leader = best.get(ranking.best()).get(ranking.task());
                column.p().put(label, column.test().p(leader, rows.get(ranking.task()), bootstrap));
            }
        }
    }

    private RowTest corrected(Column column) {
        double[] holm = PairedTest.holmOf(
                column.ranking().pairs(),
                column.p().values().stream().mapToDouble(Double::doubleValue).toArray());
        Map<String, @Nullable Double> corrected = new LinkedHashMap<>();
        int i = 0;
        for (String label : column.p().keySet()) {
            corrected.put(label, Double.isNaN(holm[i]) ? null : Double.valueOf(holm[i]));
            i++;
        }
        Ranking ranking = column.ranking();
        return new RowTest(
                ranking.task(),
                ranking.metric(),
                column.test().described(bootstrap),
                ranking.best(),
                corrected,
                ranking.pairs());
    }
}
