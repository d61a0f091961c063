package dev.braid.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Trainings of a few seconds on {@link TinyData}, and what they leave behind. */
final class TinyRuns {
    /** 7 steps an epoch, the last of a smaller batch. */
    static final TinyData DATA = TinyData.of(5, 400, 200, 200);

    static final long STEPS_PER_EPOCH = 7;
    static final int EPOCHS = 3;
    static final long STEPS = STEPS_PER_EPOCH * EPOCHS;

    private TinyRuns() {}

    /** A small MMoE with dropout, three epochs, never stopped early. */
    static Training training() {
        return Training.on(DATA)
                .model("mmoe")
                .set("model.experts=2")
                .set("model.expert.hidden=8")
                .set("model.expert.dropout=0.2")
                .set("model.tower.hidden=4")
                .set("embedding.width=4")
                .set("train.batchSize=64")
                .set("train.epochs=" + EPOCHS)
                .set("train.patience=0")
                .set("train.logEverySteps=3")
                .set("train.threads=1")
                .set("optimizer.learningRate=0.01")
                .seed(7);
    }

    /** Trains, closes, and gives back what is on disk. */
    static Map<String, String> filesOf(Training training, Path run) {
        training.run(run).close();
        return files(run);
    }

    /** The files whose bytes are a function of the run alone, by name: weights, moments, metrics, options. */
    static Map<String, String> files(Path run) {
        Map<String, String> files = new TreeMap<>();
        for (Path file : all(run)) {
            String name = run.relativize(file).toString();
            if (!name.endsWith(".json") && !name.equals(".lock")) {
                files.put(name, bytes(file));
            }
        }
        return files;
    }

    /** Every file below a directory. */
    static java.util.List<Path> all(Path directory) {
        try (Stream<Path> tree = Files.walk(directory)) {
            return tree.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file's text, or the digest of its bytes. */
    private static String bytes(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return file.toString().endsWith(".safetensors")
                    ? HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    : new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends a training as if the process died: an exception at the given step. */
    static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static TrainingListener dyingAfterStep(long step) {
        return new TrainingListener() {
            @Override
            public void onStepEnded(StepEnded e) {
                if (e.step() == step) {
                    throw new Death();
                }
            }
        };
    }
}
