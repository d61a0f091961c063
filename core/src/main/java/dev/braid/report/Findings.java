package dev.braid.report;

import dev.braid.experiment.Ranking;
import dev.braid.experiment.Spread;
import dev.braid.metric.Evaluation;
import dev.braid.metric.Metric;
import dev.braid.train.FinishedRun;
import dev.braid.train.RunResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** What a study shows, in sentences. */
final class Findings {
    /** How far predicted over observed positives may be from 1 to be called calibrated on average. */
    static final double TOLERANCE = 0.05;

    private static final int LISTED = 6;

    private final Study study;

    Findings(Study study) {
        this.study = study;
    }

    /**
     * What was found.
     *
     * @param about a task, or a topic
     * @param said in sentences
     */
    record Finding(String about, String said) {}

    /** The findings, task by task, then what concerns all. */
    List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        for (String task : study.tasks()) {
            String quality = study.comparesModels() ? best(task) : reached(task);
            findings.add(new Finding(named(task), quality + " " + calibration(task)));
        }
        if (study.seeds() < 2) {
            findings.add(new Finding("Could it be chance?", once()));
        }
        String failed = FailureNote.of(study.failures());
        if (!failed.isEmpty()) {
            findings.add(new Finding("Failed", failed));
        }
        findings.add(new Finding("Speed", study.comparesModels() ? speeds() : speed()));
        return findings;
    }

    private String once() {
        return study.comparesModels()
                ? "Each model was trained once, so it cannot be said whether a difference between them is more than"
                        + " chance; 'braid compare --seeds 5' tells."
                : "This is one training with one seed; how much another seed would change the numbers is not known."
                        + " 'braid compare --seeds 5' tells.";
    }

    private String reached(String task) {
        Subject only = study.subjects().get(0);
        return only.label() + " reaches AUC " + metric(study.of(only, task, Metric.AUC))
                + " and log-loss " + metric(study.of(only, task, Metric.LOGLOSS)) + " on the " + study.split()
                + " split.";
    }

    private String best(String task) {
        Ranking ranking = study.ranking(task, Metric.AUC).orElse(null);
        if (ranking == null) {
            return "AUC is undefined for all models but one at most, so none can be called best.";
        }
        Subject best = study.best(task, Metric.AUC).orElseThrow();
        String auc = " by AUC (" + metric(study.of(best, task, Metric.AUC)) + ").";
        String sentence = ranking.equals().isEmpty()
                ? best.label() + " is best" + auc
                : best.label() + " and " + listed(ranking.equals()) + " are best, and equal," + auc;
        for (Ranking.Verdict verdict : List.of(Ranking.Verdict.CHANCE, Ranking.Verdict.REAL, Ranking.Verdict.UNKNOWN)) {
            List<String> those = nearestFirst(ranking).stream()
                    .filter(other -> ranking.verdict(other) == verdict
                            && !p(ranking, other).isEmpty())
                    .toList();
            if (!those.isEmpty()) {
                sentence += " " + opening(verdict) + ": its lead over " + rivals(ranking, verdict, those) + ".";
            }
        }
        return sentence;
    }

    /** By name; many of one verdict as a whole, with the one that comes nearest to another verdict. */
    private String rivals(Ranking ranking, Ranking.Verdict verdict, List<String> those) {
        int others = study.subjects().size() - 1 - ranking.equals().size();
        if (others <= LISTED) {
            return listed(those.stream()
                    .map(other -> other + " (" + p(ranking, other) + ")")
                    .toList());
        }
        if (those.size() < others) {
            return listed(those); // with their p-values nobody could read it; a table has them
        }
        boolean chance = verdict == Ranking.Verdict.CHANCE;
        String edge = those.get(chance ? those.size() - 1 : 0);
        return "each of the " + others + " others; the " + (chance ? "clearest" : "least clear") + " lead is over "
                + edge + " (" + p(ranking, edge) + ")";
    }

    private static String opening(Ranking.Verdict verdict) {
        return switch (verdict) {
            case CHANCE -> "Could be chance";
            case REAL -> "More than chance";
            case UNKNOWN -> "Not settled by one test alone";
        };
    }

    /** The p-values that are known: {@code p = 0.031 over seeds, < 0.001 over rows}. */
    private static String p(Ranking ranking, String other) {
        Double seeds = ranking.p().get(other);
        Double rows = ranking.pRows().get(other);
        if (seeds == null && rows == null) {
            return "";
        }
        if (seeds == null) {
            return stated(rows) + " over rows";
        }
        return rows == null ? stated(seeds) : stated(seeds) + " over seeds, " + stated(rows) + " over rows";
    }

    private static String stated(double p) {
        return p < 0.001 ? "p < 0.001" : "p = " + Shown.p(p);
    }

    /** The others, those first whose lead is most likely chance. */
    private static List<String> nearestFirst(Ranking ranking) {
        List<String> others = new ArrayList<>(ranking.p().keySet());
        others.removeAll(ranking.equals());
        others.sort(Comparator.comparingDouble(other -> -Math.max(
                Objects.requireNonNullElse(ranking.p().get(other), 0.0),
                Objects.requireNonNullElse(ranking.pRows().get(other), 0.0))));
        return others;
    }

    private String calibration(String task) {
        List<Subject> defined = study.subjects().stream()
                .filter(s -> study.of(s, task, Metric.PCOC).mean() != null)
                .toList();
        if (defined.isEmpty()) {
            return "There is no positive row, so calibration is undefined.";
        }
        long positives = study.evaluated(task).positives();
        if (!study.comparesModels()) {
            Calibrated calibrated = Calibrated.of(judged(defined.get(0), task), positives);
            return "It " + calibrated.said(positives) + ": it " + predicts(pcoc(defined.get(0), task))
                    + "; its expected calibration error is " + metric(study.of(defined.get(0), task, Metric.ECE)) + ".";
        }
        Subject furthest = defined.stream()
                .max(Comparator.comparingDouble(s -> Math.abs(judged(s, task) - 1)))
                .orElseThrow();
        long within = defined.stream()
                .filter(s -> Calibrated.of(judged(s, task), positives) == Calibrated.YES)
                .count();
        Calibrated worst = Calibrated.of(judged(furthest, task), positives);
        return "Calibrated on average: " + within + " of " + defined.size() + " models; the furthest off, "
                + furthest.label() + ", " + off(furthest, task)
                + (worst == Calibrated.MAYBE
                        ? ", which could be chance with " + Shown.count(positives) + " positives"
                        : "")
                + ".";
    }

    /** Whether a model predicts as many positives as occur. */
    enum Calibrated {
        YES,
        /** Further off than the tolerance, but no further than chance may bring it. */
        MAYBE,
        NO;

        /** Two standard deviations of a normal distribution, one in twenty. */
        private static final double TWO_SIDED = 1.96;

        /**
         * @param pcoc predicted over observed positives
         * @param positives observed; their variance if the model is right, Σp(1 − p), is at most what is predicted
         */
        static Calibrated of(double pcoc, long positives) {
            if (Math.abs(pcoc - 1) <= TOLERANCE) {
                return YES;
            }
            return positives * Math.abs(pcoc - 1) <= TWO_SIDED * Math.sqrt(pcoc * positives) ? MAYBE : NO;
        }

        String said(long positives) {
            return switch (this) {
                case YES -> "is calibrated on average";
                case MAYBE -> "may be calibrated, as " + Shown.count(positives) + " positives are too few to tell";
                case NO -> "is not calibrated";
            };
        }
    }

    /** Over several seeds their average may be near 1 although each is far off. */
    private String off(Subject subject, String task) {
        return study.seeds() < 2
                ? predicts(pcoc(subject, task))
                : String.format(
                        Locale.ROOT,
                        "predicts %.1f %% too many or too few, on average of its seeds",
                        100 * Math.abs(judged(subject, task) - 1));
    }

    private static String predicts(double pcoc) {
        return String.format(Locale.ROOT, "predicts %.3f times the positives that occurred", pcoc);
    }

    private double pcoc(Subject subject, String task) {
        Double mean = study.of(subject, task, Metric.PCOC).mean();
        return mean == null ? Double.NaN : mean;
    }

    /** As far from 1 as the seeds are on average: seeds that are off to both sides must not make up for each other. */
    private double judged(Subject subject, String task) {
        double mean = pcoc(subject, task);
        double off = subject.trainings().stream()
                .mapToDouble(run -> Math.abs(run.value(task, Metric.PCOC) - 1))
                .average()
                .orElse(Double.NaN);
        return mean < 1 ? 1 - off : 1 + off;
    }

    private String speeds() {
        Subject fastest = study.subjects().stream()
                .filter(s -> !Double.isNaN(rowsPerSecond(s)))
                .max(Comparator.comparingDouble(Findings::rowsPerSecond))
                .orElse(null);
        if (fastest == null) {
            return "undefined, as every model has a training without a result.";
        }
        List<String> bests = study.declaredTasks().stream()
                .flatMap(task -> study.best(task, Metric.AUC).stream())
                .filter(s -> !s.equals(fastest))
                .distinct()
                .map(s -> s.label() + " trains at " + Shown.count(rowsPerSecond(s)))
                .toList();
        return fastest.label() + " is fastest with " + Shown.count(rowsPerSecond(fastest)) + " training rows per second"
                + (bests.isEmpty() ? "." : "; " + listed(bests) + ".");
    }

    private String speed() {
        Subject only = study.subjects().get(0);
        FinishedRun run = only.shown().orElse(null);
        String speed = Shown.count(rowsPerSecond(only)) + " training rows per second";
        if (run == null) {
            return speed + ".";
        }
        RunResult result = run.result();
        return speed + ", " + Shown.seconds(result.seconds()) + " in all, " + result.epochs()
                + (result.epochs() == 1 ? " epoch" : " epochs")
                + (result.stoppedEarly() ? " (stopped early)" : "") + "; the weights of step "
                + Shown.count(result.bestStep()) + " were best by " + result.metric() + " and kept.";
    }

    private static double rowsPerSecond(Subject subject) {
        return Objects.requireNonNullElse(subject.summary().rowsPerSecond().mean(), Double.NaN);
    }

    private static String named(String task) {
        return Evaluation.isChain(task) ? task + " (the whole chain, over all rows)" : task;
    }

    private static String metric(Spread spread) {
        return Markdown.spread("%.4f", spread);
    }

    private static String listed(List<String> names) {
        return names.size() <= LISTED
                ? String.join(", ", names)
                : names.stream().limit(LISTED).collect(Collectors.joining(", ")) + " and " + (names.size() - LISTED)
                        + " more";
    }
}
