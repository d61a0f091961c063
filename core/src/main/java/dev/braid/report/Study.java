package dev.braid.report;

import dev.braid.data.simulate.FunnelTruth;
import dev.braid.experiment.ComparedRun;
import dev.braid.experiment.Ranking;
import dev.braid.experiment.RowTest;
import dev.braid.experiment.Spread;
import dev.braid.experiment.SweepResult;
import dev.braid.metric.Evaluation;
import dev.braid.metric.Metric;
import dev.braid.metric.TaskEvaluation;
import dev.braid.train.FinishedRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a report is about: one run, several runs of one dataset, or a comparison.
 *
 * @param dataset the dataset's name
 * @param split the split that was evaluated
 * @param rows of that split
 * @param subjects at least one
 * @param rowTests differences to the best on the evaluated rows; empty where they were not tested
 * @param sweep the search that found the models' settings; empty where there was none
 * @param truth of simulated data, what the true probabilities reach on the evaluated rows, by task; else empty
 */
public record Study(
        String dataset,
        String split,
        long rows,
        List<Subject> subjects,
        List<RowTest> rowTests,
        Optional<SweepResult> sweep,
        Map<String, FunnelTruth.Best> truth) {
    public Study {
        subjects = List.copyOf(subjects);
        rowTests = List.copyOf(rowTests);
        truth = Map.copyOf(truth);
    }

    /** A study of data whose truth is not known, without tests over rows. */
    public Study(String dataset, String split, long rows, List<Subject> subjects) {
        this(dataset, split, rows, subjects, List.of(), Optional.empty(), Map.of());
    }

    /** The same with what nobody can beat. */
    public Study knowing(Map<String, FunnelTruth.Best> best) {
        return new Study(dataset, split, rows, subjects, rowTests, sweep, best);
    }

    /** What the true probabilities reach; {@code NaN} where it is not known. */
    double truth(String task, Metric metric) {
        FunnelTruth.Best best = truth.get(task);
        if (best == null) {
            return Double.NaN;
        }
        Double value =
                switch (metric) {
                    case AUC -> best.auc();
                    case LOGLOSS -> best.logloss();
                    default -> null;
                };
        return value == null ? Double.NaN : value;
    }

    /** The names of what was evaluated: the declared tasks, then the chains over all rows. */
    List<String> tasks() {
        return subjects.stream()
                .flatMap(subject -> subject.trainings().stream())
                .filter(ComparedRun::ended)
                .findFirst()
                .map(run -> List.copyOf(run.tasks().keySet()))
                .orElse(List.of());
    }

    /** The declared tasks. */
    List<String> declaredTasks() {
        return tasks().stream().filter(task -> !Evaluation.isChain(task)).toList();
    }

    /** How many rows a task was evaluated on, and of which sample space; the same for every model. */
    TaskEvaluation evaluated(String task) {
        return subjects.stream()
                .flatMap(subject -> subject.trainings().stream())
                .filter(ComparedRun::ended)
                .findFirst()
                .map(run -> run.tasks().get(task))
                .orElseThrow();
    }

    /** The trainings without a result. */
    List<ComparedRun> failures() {
        return subjects.stream()
                .flatMap(subject -> subject.trainings().stream())
                .filter(run -> !run.ended())
                .toList();
    }

    /** Whether there is anything to compare. */
    boolean comparesModels() {
        return subjects.size() > 1;
    }

    /** How often each model was trained. */
    int seeds() {
        return subjects.get(0).trainings().size();
    }

    /** Those runs of which the folder is there. */
    List<FinishedRun> shown() {
        return subjects.stream().flatMap(s -> s.shown().stream()).toList();
    }

    /** Mean and deviation of a task's metric. */
    Spread of(Subject subject, String task, Metric metric) {
        return Spread.of(subject.trainings().stream()
                .mapToDouble(run -> run.value(task, metric))
                .toArray());
    }

    /** Who has the best mean, and who could be as good; empty when it is defined for fewer than two models. */
    Optional<Ranking> ranking(String task, Metric metric) {
        Map<String, double[]> values = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            values.put(
                    subject.label(),
                    subject.trainings().stream()
                            .mapToDouble(run -> run.value(task, metric))
                            .toArray());
        }
        return Ranking.of(task, metric, values).map(ranking -> ranking.with(rowTests));
    }

    /** The best model of a task's metric: of a single one, that one; empty when it is undefined for all. */
    Optional<Subject> best(String task, Metric metric) {
        List<Subject> defined = subjects.stream()
                .filter(s -> of(s, task, metric).mean() != null)
                .toList();
        if (defined.size() < 2) {
            return defined.stream().findFirst();
        }
        return ranking(task, metric)
                .flatMap(r ->
                        defined.stream().filter(s -> s.label().equals(r.best())).findFirst());
    }

    /** Whether no model has a better mean. */
    boolean isBest(Subject subject, String task, Metric metric) {
        return best(task, metric).filter(subject::equals).isPresent()
                || ranking(task, metric).filter(r -> r.isBest(subject.label())).isPresent();
    }

    /** All seeds that were trained with, in order. */
    List<Long> allSeeds() {
        return subjects.stream()
                .flatMap(s -> s.trainings().stream())
                .map(ComparedRun::seed)
                .distinct()
                .sorted()
                .toList();
    }
}
