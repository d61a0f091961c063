package dev.braid.train;

import java.nio.file.Path;

/** The process that {@link ResumeTest} ends: trains, says so step by step, and waits for its end at a given one. */
final class KilledTraining {
    private KilledTraining() {}

    public static void main(String... args) {
        long last = Long.parseLong(args[1]);
        TrainingListener speaking = new TrainingListener() {
            @Override
            public void onStepEnded(StepEnded e) {
                System.out.println("step " + e.step());
                System.out.flush();
                if (e.step() == last) {
                    waitToBeKilled();
                }
            }
        };
        TinyRuns.training()
                .set("train.checkpointEverySteps=5")
                .listen(speaking)
                .run(Path.of(args[0]))
                .close();
    }

    private static void waitToBeKilled() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
