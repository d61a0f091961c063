package dev.braid.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.fault.Diverged;
import dev.braid.train.Run;
import dev.braid.train.RunLogs;
import dev.braid.train.RunResult;
import dev.braid.train.Training;
import dev.braid.train.TrainingListener;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The trainings of a comparison below its folder. Each is trained, taken up again, or only opened; one that diverges is kept in
 * mind, and not trained again with the same options on the same data.
 */
final class ComparisonRuns {
    private final Path folder;
    private final String dataset;
    private final boolean retry;
    private final Function<Path, RunLogs> logs;

    /**
     * @param dataset its content hash
     * @param retry whether what diverged before is trained again from the start
     * @param logs of a training, by its folder
     */
    ComparisonRuns(Path folder, String dataset, boolean retry, Function<Path, RunLogs> logs) {
        this.folder = folder;
        this.dataset = dataset;
        this.retry = retry;
        this.logs = logs;
    }

    /**
     * What came of a training.
     *
     * @param run its line of the comparison
     * @param result empty where it diverged
     */
    record Outcome(ComparedRun run, Optional<RunResult> result) {
        /** The checksum of its weights; empty where there are none. */
        String weights() {
            return result.map(RunResult::weightsCrc32c).orElse("");
        }
    }

    /** The folder of a training. */
    Path place(String label, int seed) {
        return folder.resolve("runs").resolve(label + "-" + seed);
    }

    /**
     * Trains what is missing.
     *
     * @param training with the variant's options
     * @param listener who hears about it; asked for only if there is something to hear
     */
    Outcome train(Training training, Variant variant, int seed, Supplier<TrainingListener> listener) {
        Path place = place(variant.label(), seed);
        JsonNode options = training.seed(seed).resume(true).options().tree();
        Optional<FailedRun> before = FailedRun.found(folder, variant.label(), seed);
        if (before.isPresent()) {
            if (!retry && before.get().isOf(dataset, options)) {
                return new Outcome(before.get().run(), Optional.empty());
            }
            Training.discard(place);
            before.get().forget(folder);
        }
        Begun begun = new Begun();
        try (RunLogs written = logs.apply(place);
                Run run = training.listen(TrainingListener.all(begun, listener.get(), written.listener()))
                        .run(place)) {
            return new Outcome(ComparedRun.of(variant, seed, run.result()), Optional.of(run.result()));
        } catch (Diverged e) {
            ComparedRun run = begun.failed(variant, seed, String.valueOf(e.getMessage()));
            new FailedRun(dataset, options, run).keep(folder);
            return new Outcome(run, Optional.empty());
        }
    }

    /** Notes what is known of a training before it ends. */
    private static final class Begun implements TrainingListener {
        private long parameters;
        private int epochs;

        @Override
        public void onStarted(Started e) {
            parameters = e.parameters();
        }

        @Override
        public void onStepEnded(StepEnded e) {
            epochs = e.epoch() + 1;
        }

        ComparedRun failed(Variant variant, int seed, String reason) {
            return new ComparedRun(
                    variant.label(), variant.model(), seed, parameters, epochs, null, null, Map.of(), reason);
        }
    }
}
