package dev.braid.report;

import dev.braid.experiment.Ranking;
import dev.braid.experiment.RowTest;
import dev.braid.experiment.reproduce.BaselineDifference;
import dev.braid.experiment.reproduce.ReproducedCell;
import dev.braid.metric.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the mark ≈ beside a number means, and which tests say so: the same words on every page. */
final class ChanceNote {
    /** The mark of a mean whose difference to the best could be chance. */
    static final String MARK = "≈";

    /** The mark of one that no test calls chance, but of which a test that is needed was not made. */
    static final String OPEN = "?";

    /** How models are ordered by predicted over observed positives, whose mean alone would mislead. */
    static final String RATIO =
            "pcoc is best where its distance to 1 is least on average of the seeds, each by itself: seeds that are off to both"
                    + " sides do not make up for each other, as they do in the mean that is shown.";

    private ChanceNote() {}

    /** The mark of a variant's number, with a space before it; empty for the best, and for a difference that is real. */
    static String mark(Optional<Ranking> ranking, String variant) {
        if (ranking.filter(r -> r.isBest(variant)).isPresent()) {
            return "";
        }
        if (ranking.filter(r -> r.couldBeAsGood(variant)).isPresent()) {
            return " " + MARK;
        }
        return ranking.filter(r -> r.isOpen(variant)).isPresent() ? " " + OPEN : "";
    }

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
        String corrected = "p ≥ " + Ranking.LEVEL + ", corrected by Holm for all pairs of models in the column"
                + (tests.stream().anyMatch(test -> test.pairs() == 0)
                        ? " (over rows only for those with the best: an earlier version made these tests)"
                        : "");
        if (seeds < 2) {
            return MARK + " marks values whose difference to the best could be chance in " + rows + ", " + corrected
                    + ". What another seed would change is not known: each model was trained once; "
                    + OPEN + " marks what rows alone say is no chance." + dependent(tests);
        }
        if (tests.isEmpty()) {
            return MARK + " marks means whose difference to the best could be chance in the seeds (paired t-test), "
                    + corrected + ". Chance in the rows was not tested.";
        }
        return MARK
                + " marks means whose difference to the best could be chance, be it in the seeds (paired t-test) or in "
                + rows + ": " + corrected
                + ". " + OPEN
                + " marks those of which one of the two cannot be said. Metrics without a test over rows are"
                + " judged by seeds alone." + dependent(tests);
    }

    /** The same mark in a reproduced table. */
    static String mark(ReproducedCell cell) {
        return cell.couldBeAsGood() ? " " + MARK : cell.open() ? " " + OPEN : "";
    }

    /** The mark of a difference that could be chance, with a space before it; empty for others. */
    static String mark(BaselineDifference difference) {
        return difference.verdict() == Ranking.Verdict.CHANCE ? " " + MARK : "";
    }

    /**
     * A few sentences about differences to a baseline; empty where nothing was tested.
     *
     * @param differences those of one table, all to the same baseline
     */
    static String of(List<BaselineDifference> differences) {
        if (differences.stream().allMatch(d -> d.verdict() == Ranking.Verdict.UNKNOWN)) {
            return "";
        }
        return MARK + " marks differences to " + differences.get(0).baseline()
                + " that could be chance in the seeds (paired t-test), p ≥ " + Ranking.LEVEL
                + ", corrected by Holm for all lines of the column. Chance in the rows was not tested.";
    }

    /** A warning where rows belong to users: only the test of GAUC draws whole users. */
    private static String dependent(List<RowTest> tests) {
        return tests.stream().anyMatch(test -> test.metric().equals(Metric.GAUC.label()))
                ? " Rows of one user are no independent rows, as all tests over rows but that of gauc take them to be: where"
                        + " users have many rows, their p-values are too small."
                : "";
    }

    private static String named(List<RowTest> tests) {
        Map<String, String> byMetric = new LinkedHashMap<>();
        tests.forEach(test -> byMetric.putIfAbsent(test.metric(), test.test()));
        return byMetric.entrySet().stream()
                .map(test -> test.getKey() + ": " + test.getValue())
                .collect(Collectors.joining("; "));
    }
}
