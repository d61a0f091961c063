package dev.braid.report;

import dev.braid.experiment.ComparedRun;
import java.util.List;
import java.util.stream.Collectors;

/** Which trainings have no result, and why: the same words below every table. */
public final class FailureNote {
    private FailureNote() {}

    /** A few sentences; empty where every training has ended. */
    public static String of(List<ComparedRun> failures) {
        return failures.isEmpty()
                ? ""
                : "Without a result: "
                        + failures.stream().map(FailureNote::told).collect(Collectors.joining("; "))
                        + ". What such a model reaches is undefined, and it is not ranked; --retry-failed trains it once more.";
    }

    private static String told(ComparedRun run) {
        return run.variant() + " seed " + run.seed() + " (" + run.failed() + ")";
    }
}
