package dev.braid.bench;

import dev.braid.data.PreparedDataset;
import dev.braid.fault.BadInput;
import dev.braid.tensor.Engine;
import dev.braid.train.Run;
import dev.braid.train.Training;
import dev.braid.train.TrainingListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How fast an epoch of MMoE goes on a prepared dataset, waiting for rows included. The first batches are left out: they pay
 * for reading the first rows and for warming up.
 */
public final class EpochBench {
    /** A modest MMoE, whose steps are short enough that reading would show. */
    public static final List<String> MODEL = List.of(
            "embedding.width=8",
            "model.experts=4",
            "model.expert.hidden=[64]",
            "model.tower.hidden=[32]",
            "train.batchSize=4096");

    private static final int WARM_UP_BATCHES = 8;

    private EpochBench() {}

    /**
     * What was measured.
     *
     * @param rows rows that were trained on in the measured time
     * @param rowsPerSecond of the epoch by the clock on the wall, without evaluation and checkpoint
     * @param waitingShare share of that time in which no step ran, because its rows were not there yet
     * @param embeddingRows rows of the embedding table
     * @param gemmGflops the machine's fp32 matrix-product rate, measured after the epoch
     * @param modelGflopPerRow floating-point operations of the model's products for one row, forward and backward
     * @param fractionOfGemmLimit rowsPerSecond · modelGflopPerRow / gemmGflops
     * @param peakMemoryMb largest resident memory of the process, evaluation and checkpoint included, or -1
     * @param logLoss of the validation split after the epoch
     */
    public record Result(
            long rows,
            double rowsPerSecond,
            double waitingShare,
            long embeddingRows,
            double gemmGflops,
            double modelGflopPerRow,
            double fractionOfGemmLimit,
            double peakMemoryMb,
            double logLoss) {}

    /**
     * Trains one epoch.
     *
     * @param sets options of the training over {@link #MODEL}
     */
    public static Result run(PreparedDataset dataset, List<String> sets, Workspace work) {
        List<String> all = new ArrayList<>(MODEL);
        all.addAll(sets);
        all.addAll(List.of("train.epochs=1", "train.evaluateEverySteps=0", "train.earlyStopMetric=logloss"));
        Clock clock = new Clock();
        Path place = work.at("run");
        try (Run run = Training.on(dataset).model("mmoe").set(all).listen(clock).run(place)) {
            if (clock.rows() == 0) {
                throw new BadInput("the training split has at most " + WARM_UP_BATCHES
                        + " batches, which warm the machine up: measure with more rows, or a smaller train.batchSize");
            }
            double gemm = GemmRate.gflops(5);
            double gflopPerRow = 6.0 * clock.multiplyAdds() / clock.rows() * 1e-9;
            return new Result(
                    clock.rows(),
                    clock.rowsPerSecond(),
                    clock.waitingShare(),
                    clock.embeddingRows,
                    gemm,
                    gflopPerRow,
                    clock.rowsPerSecond() * gflopPerRow / gemm,
                    ResidentMemory.peak().orElse(-1),
                    run.result().bestValue());
        }
    }

    /** Looks at the clock after each step. */
    private static final class Clock implements TrainingListener {
        private long begin;
        private long end;
        private long rows;
        private double stepsBefore;
        private double stepsAfter;
        private long all;
        private long addsBefore;
        private long addsAfter;
        private long embeddingRows;

        @Override
        public void onStarted(Started e) {
            embeddingRows = e.memory().rows();
        }

        @Override
        public void onStepEnded(StepEnded e) {
            all += e.rows();
            double steps = all / e.rowsPerSecond(); // seconds
            if (e.batch() <= WARM_UP_BATCHES) {
                begin = System.nanoTime();
                stepsBefore = steps;
                addsBefore = Engine.multiplyAdds();
            } else {
                end = System.nanoTime();
                stepsAfter = steps;
                addsAfter = Engine.multiplyAdds();
                rows += e.rows();
            }
        }

        long rows() {
            return rows;
        }

        double rowsPerSecond() {
            return rows / ((end - begin) * 1e-9);
        }

        double waitingShare() {
            return 1 - (stepsAfter - stepsBefore) / ((end - begin) * 1e-9);
        }

        long multiplyAdds() {
            return addsAfter - addsBefore;
        }
    }
}
