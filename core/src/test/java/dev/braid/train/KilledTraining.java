package dev.braid.train;

import java.nio.file.Path;

/** The process that {@link ResumeTest} kills: trains, and says so step by step. */
final class KilledTraining {
    private KilledTraining() {}

    public static void main(String... args) {
        TrainingListener speaking = new TrainingListener() {
            @Override
            public void onStepEnded(StepEnded e) {
                System.out.println("step " + e.step());
                System.out.flush();
                if (e.step() == 12) {
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
