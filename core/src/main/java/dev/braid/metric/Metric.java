package dev.braid.metric;

import com.fasterxml.jackson.annotation.JsonValue;
import com.google.errorprone.annotations.Immutable;
import dev.braid.fault.BadInput;
import dev.braid.fault.NearestName;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The catalogue of metrics: the name in JSON and in options, the direction, and where a {@link TaskEvaluation} keeps it. */
public enum Metric {
    /** Area under the ROC curve, see {@link Auc}. */
    AUC("auc", Direction.HIGHER_IS_BETTER, Needs.BOTH_CLASSES, TaskEvaluation::auc),
    /** Mean negative log-likelihood in nats, see {@link LogLoss}. */
    LOGLOSS("logloss", Direction.LOWER_IS_BETTER, Needs.ROWS, TaskEvaluation::logloss),
    /** F1 at the threshold chosen on validation, see {@link F1}. */
    F1("f1", Direction.HIGHER_IS_BETTER, Needs.POSITIVES, TaskEvaluation::f1),
    /** F1 at threshold one half. */
    F1_AT_50("f1At50", Direction.HIGHER_IS_BETTER, Needs.POSITIVES, TaskEvaluation::f1At50),
    /** AUC within users, weighted by impressions, see {@link Gauc}. */
    GAUC("gauc", Direction.HIGHER_IS_BETTER, Needs.USERS, TaskEvaluation::gauc),
    /** Predicted over observed positives, see {@link Calibration#pcoc}. */
    PCOC("pcoc", Direction.CLOSER_TO_ONE, Needs.POSITIVES, TaskEvaluation::pcoc),
    /** Expected calibration error over 20 bins of equal frequency, see {@link Calibration#ece}. */
    ECE("ece", Direction.LOWER_IS_BETTER, Needs.ROWS, TaskEvaluation::ece),
    /** Largest distance between true and false positive rate, see {@link KolmogorovSmirnov}. */
    KS("ks", Direction.HIGHER_IS_BETTER, Needs.BOTH_CLASSES, TaskEvaluation::ks);

    private final String label;
    private final Direction direction;
    private final Needs needs;
    private final Reading value;

    Metric(String label, Direction direction, Needs needs, Reading value) {
        this.label = label;
        this.direction = direction;
        this.needs = needs;
        this.value = value;
    }

    /** The name in JSON, in YAML and on the command line. */
    @JsonValue
    public String label() {
        return label;
    }

    /** Which values are better. */
    public Direction direction() {
        return direction;
    }

    /**
     * What is missing for this metric to be defined on rows of one task, as far as counts can tell; empty when nothing is.
     *
     * @param rows labelled rows
     * @param positives of those, the ones labelled 1
     * @param users whether the task has a user column
     */
    public Optional<String> missing(long rows, long positives, boolean users) {
        return needs.missing(rows, positives, users);
    }

    /** This metric's value for one task; {@code NaN} where it is undefined. */
    public double of(TaskEvaluation evaluation) {
        Double known = value.of(evaluation);
        return known == null ? Double.NaN : known;
    }

    /**
     * The metric of a name.
     *
     * @param label as {@link #label()} writes it
     * @throws BadInput if there is none, naming the nearest
     */
    public static Metric named(String label) {
        return Arrays.stream(values())
                .filter(m -> m.label.equals(label))
                .findFirst()
                .orElseThrow(() -> BadInput.of(
                        "no metric is named '%s'; %s",
                        label,
                        NearestName.suggestion(
                                label,
                                Arrays.stream(values()).map(Metric::label).toList())));
    }

    private enum Needs {
        ROWS,
        POSITIVES,
        BOTH_CLASSES,
        USERS;

        Optional<String> missing(long rows, long positives, boolean users) {
            if (this == USERS && !users) {
                return Optional.of("user column");
            }
            if (rows == 0) {
                return Optional.of("labelled rows");
            }
            if (positives == 0 && this != ROWS) {
                return Optional.of("positives");
            }
            if (positives == rows && (this == BOTH_CLASSES || this == USERS)) {
                return Optional.of("negatives");
            }
            return Optional.empty();
        }
    }

    @Immutable
    private interface Reading {
        @Nullable
        Double of(TaskEvaluation evaluation);
    }
}
