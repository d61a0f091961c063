package dev.braid.experiment.derived;

import dev.braid.data.DescriptionFile;
import dev.braid.data.PreparedDataset;
import dev.braid.data.Split;
import dev.braid.data.derive.Logits;
import dev.braid.data.prepare.PrepareListener;
import dev.braid.data.prepare.PrepareOptions;
import dev.braid.data.source.Adapter;
import dev.braid.data.source.SourcePrepare;
import dev.braid.data.source.SourceReport;
import dev.braid.train.Run;
import dev.braid.train.Training;
import dev.braid.train.TrainingData;
import dev.braid.train.TrainingListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The single-task network that is trained on the clicks of the log, and whose logit is the confidence. */
final class BaseNetwork {
    private final DerivedOptions options;
    private final Path prepared;
    private final Path run;
    private final PrepareListener listener;

    /**
     * @param work holds the prepared log and the run; what is there of the same options is used again
     */
    BaseNetwork(DerivedOptions options, Path work, PrepareListener listener) {
        this.options = options;
        String log = name(options.files());
        this.prepared = work.resolve("log-" + log);
        this.run = work.resolve("network-" + log + "-" + name(options.base()));
        this.listener = listener;
    }

    /** A folder's name for each choice of options. */
    private static String name(Record chosen) {
        return Integer.toHexString(chosen.toString().hashCode());
    }

    /** Prepares the log, unless it is there; gives what was found in its files. */
    Optional<SourceReport> prepare(Adapter log, long badLines, PrepareOptions how) {
        if (Files.exists(prepared.resolve(DescriptionFile.NAME))) {
            return Optional.empty();
        }
        return Optional.of(
                SourcePrepare.run(log, prepared, badLines, how, listener).report());
    }

    /** The prepared log. */
    PreparedDataset dataset() {
        return PreparedDataset.open(prepared);
    }

    /** Trains the network, unless it is there, and sees what it says of every row. */
    Logits logits() {
        TrainingData data = TrainingData.of(dataset());
        Training training = Training.on(data)
                .model("dnn")
                .set(options.base().settings(options.seed()))
                .resume(true)
                .listen(new Heard(listener));
        Map<Split, double[]> logits = new EnumMap<>(Split.class);
        try (Run trained = training.run(run)) {
            for (Split split : Split.values()) {
                logits.put(split, trained.logits(data, split, 0));
                listener.progressed("score", split.label(), logits.size(), Split.values().length);
            }
        }
        return new Logits(logits);
    }

    /** Says of the training what a preparation says of its steps. */
    private static final class Heard implements TrainingListener {
        private final PrepareListener listener;
        private long steps;

        Heard(PrepareListener listener) {
            this.listener = listener;
        }

        @Override
        public void onStarted(Started e) {
            steps = e.mostSteps();
        }

        @Override
        public void onStepEnded(StepEnded e) {
            listener.progressed("train", "base network, epoch " + (e.epoch() + 1), (int) e.step(), (int) steps);
        }
    }
}
