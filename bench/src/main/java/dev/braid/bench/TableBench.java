package dev.braid.bench;

import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import dev.braid.optim.OptimizerOptions;
import dev.braid.tensor.Variable;
import dev.braid.train.Network;
import dev.braid.train.Safetensors;
import dev.braid.train.TrainingStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What large embedding tables cost: the time of a step, memory, and writing and reading all of it as a checkpoint does. Run
 * it in a process of its own, because peaks are of a process.
 */
public final class TableBench {
    private static final double MB = 1L << 20;

    private TableBench() {}

    /**
     * What was measured. Memory in MB; peaks are -1 where the system does not tell.
     *
     * @param step the training step
     * @param embeddingRows rows of the table
     * @param width numbers in a row
     * @param optimizer of the rows
     * @param tensorMb all weights and the optimiser's state
     * @param createPeakMb largest resident memory while tables were made and filled
     * @param residentMb resident memory in the end, when every number has been touched
     * @param writeSeconds to write the checkpoint to the disk for good
     * @param writeGrowthMb how far resident memory rose above what it was before, while the checkpoint was written
     * @param readSeconds to read it back
     * @param readGrowthMb as for writing
     */
    public record Result(
            TrainBenchResult step,
            long embeddingRows,
            int width,
            String optimizer,
            double tensorMb,
            double createPeakMb,
            double residentMb,
            double writeSeconds,
            double writeGrowthMb,
            double readSeconds,
            double readGrowthMb) {}

    /**
     * Measures one size.
     *
     * @param options whose embedding rows count
     * @param optimizer of the embedding rows
     * @param work where the checkpoint is written for a while
     */
    public static Result run(TrainBenchOptions options, OptimizerOptions optimizer, Workspace work) {
        return TrainBench.with(options, optimizer, (network, step) -> measure(options, optimizer, network, step, work));
    }

    private static Result measure(
            TrainBenchOptions options, OptimizerOptions optimizer, Network network, TrainingStep step, Workspace work) {
        double createPeak = ResidentMemory.peak().orElse(-1);
        TrainBenchResult trained = TrainBench.measure(options, network, step);
        SortedMap<String, Variable> tensors = new TreeMap<>(network.weights());
        tensors.putAll(step.state());
        // Moments that no step has touched are pages that the system has not given out yet: touch all, as long training
        // does.
        Path file = work.at("checkpoint.safetensors");
        Growth write = Growth.of(() -> Safetensors.write(file, tensors, Map.of()));
        Growth read = Growth.of(() -> Safetensors.read(file, tensors));
        Growth rewrite = Growth.of(() -> Safetensors.write(file, tensors, Map.of()));
        Growth reread = Growth.of(() -> Safetensors.read(file, tensors));
        double resident = ResidentMemory.now().orElse(-1);
        delete(file);
        return new Result(
                trained,
                options.embeddingRows(),
                options.width(),
                optimizer.rows().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                tensors.values().stream().mapToDouble(TableBench::bytes).sum() / MB,
                createPeak,
                resident,
                Math.min(write.seconds(), rewrite.seconds()),
                rewrite.megabytes(),
                Math.min(read.seconds(), reread.seconds()),
                reread.megabytes());
    }

    private static double bytes(Variable variable) {
        return Arrays.stream(variable.shape()).reduce(1, (a, b) -> a * b)
                * (double) variable.dtype().bytes();
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new BadInput(file + ": cannot be removed: " + FileFault.reason(e), e);
        }
    }

    /** How long work took, and how far resident memory rose above its beginning meanwhile. */
    private record Growth(double seconds, double megabytes) {
        static Growth of(Runnable work) {
            ResidentMemory.forgetPeak();
            double before = ResidentMemory.now().orElse(Double.NaN);
            long start = System.nanoTime();
            work.run();
            double seconds = (System.nanoTime() - start) * 1e-9;
            double growth = ResidentMemory.peak().orElse(Double.NaN) - before;
            return new Growth(seconds, Double.isNaN(growth) ? -1 : growth);
        }
    }
}
