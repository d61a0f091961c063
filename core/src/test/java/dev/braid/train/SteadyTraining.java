package dev.braid.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The process whose memory {@link MemoryTest} watches: trains for 5,000 steps and says how much is resident. */
final class SteadyTraining {
    static final int STEPS = 5000;
    static final int WARM_UP = 1000;
    private static final int BATCH = 16;
    private static final int EPOCHS = 20;

    private SteadyTraining() {}

    public static void main(String... args) {
        TrainingListener watching = new TrainingListener() {
            @Override
            public void onStepEnded(StepEnded e) {
                if (e.step() == WARM_UP || e.step() == STEPS) {
                    System.out.println(e.step() + " " + residentKilobytes());
                }
            }
        };
        Training.on(TinyData.of(1, STEPS / EPOCHS * BATCH, 100, 0))
                .set("model.experts=2")
                .set("model.expert.hidden=8")
                .set("model.tower.hidden=4")
                .set("embedding.width=4")
                .set("train.batchSize=" + BATCH)
                .set("train.epochs=" + EPOCHS)
                .set("train.patience=0")
                .set("train.threads=2")
                .listen(watching)
                .run(Path.of(args[0]))
                .close();
    }

    private static long residentKilobytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
