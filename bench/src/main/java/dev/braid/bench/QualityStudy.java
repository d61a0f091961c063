package dev.braid.bench;

import dev.braid.data.PreparedDataset;
import dev.braid.data.Split;
import dev.braid.metric.SplitEvaluation;
import dev.braid.metric.TaskEvaluation;
import dev.braid.train.Run;
import dev.braid.train.RunResult;
import dev.braid.train.Training;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Trains some models on one dataset, with several seeds and the same options each, and evaluates them on the test split. */
public final class QualityStudy {
    private final PreparedDataset dataset;
    private final List<String> settings;
    private final Workspace workspace;

    /**
     * @param settings options as {@code --set} takes them, the same for every model
     * @param workspace where runs lie while they are needed; each is removed when it has been evaluated
     */
    public QualityStudy(PreparedDataset dataset, List<String> settings, Workspace workspace) {
        this.dataset = dataset;
        this.settings = List.copyOf(settings);
        this.workspace = workspace;
    }

    /**
     * One trained model.
     *
     * @param test its evaluation on the test split
     * @param result what its training says of itself
     */
    public record Trained(String model, int seed, SplitEvaluation test, RunResult result) {
        /** A task's evaluation on the test split. */
        public TaskEvaluation task(String name) {
            TaskEvaluation evaluation = test.tasks().get(name);
            if (evaluation == null) {
                throw new IllegalArgumentException("no task is named '" + name + "'");
            }
            return evaluation;
        }
    }

    /**
     * @param seeds 1, 2, ... up to this number
     * @param told hears one line per trained model
     */
    public List<Trained> run(List<String> models, int seeds, Consumer<String> told) {
        List<Trained> all = new ArrayList<>();
        for (String model : models) {
            for (int seed = 1; seed <= seeds; seed++) {
                Trained trained = train(model, seed);
                all.add(trained);
                told.accept(line(trained));
            }
        }
        return all;
    }

    private Trained train(String model, int seed) {
        Path directory = workspace.at(model + "-" + seed);
        try (Run run =
                Training.on(dataset).model(model).set(settings).seed(seed).run(directory)) {
            return new Trained(model, seed, run.evaluate(dataset, Split.TEST), run.result());
        } finally {
            workspace.remove(directory);
        }
    }

    private static String line(Trained trained) {
        StringBuilder line = new StringBuilder(trained.model() + " seed " + trained.seed() + ":");
        trained.test().tasks().forEach((name, e) -> line.append(" " + name + " auc " + e.auc()));
        return line.append(" (" + Math.round(trained.result().seconds()) + " s)")
                .toString();
    }
}
