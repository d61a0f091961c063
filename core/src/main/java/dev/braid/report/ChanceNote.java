package dev.braid.report;

import dev.braid.experiment.Ranking;
import dev.braid.experiment.RowTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the mark ≈ beside a number means, and which tests say so: the same words on every page. */
final class ChanceNote {
    /** The mark of a mean whose difference to the best could be chance. */
    static final String MARK = "≈";

    private ChanceNote() {}

    /**
     * A few sentences; empty where nothing was tested.
     *
     * @param seeds of each model
     * @param split that was evaluated
     * @param tests over its rows
     */
    static String of(int seeds, String split, List<RowTest> tests) {
        if (seeds < 2 && tests.isEmpty()) {
            return "";
        }
        String rows = "the rows of the " + split + " split (" + named(tests) + ")";
        String corrected = "p ≥ " + Ranking.LEVEL + ", corrected by Holm within the column";
        if (seeds < 2) {
            return MARK + " marks values whose difference to the best could be chance in " + rows + ", " + corrected
                    + ". What another seed would change is not known: each model was trained once.";
        }
        if (tests.isEmpty()) {
            return MARK + " marks means whose difference to the best could be chance in the seeds (paired t-test), "
                    + corrected + ". Chance in the rows was not tested.";
        }
        return MARK
                + " marks means whose difference to the best could be chance, be it in the seeds (paired t-test) or in "
                + rows + ": " + corrected
                + ". A difference without the mark is real by both; metrics without a test over"
                + " rows are judged by seeds alone.";
    }

    private static String named(List<RowTest> tests) {
        Map<String, String> byMetric = new LinkedHashMap<>();
        tests.forEach(test -> byMetric.putIfAbsent(test.metric(), test.test()));
        return byMetric.entrySet().stream()
                .map(test -> test.getKey() + ": " + test.getValue())
                .collect(Collectors.joining("; "));
    }
}
