package dev.braid.train;

import java.util.function.Supplier;

/** How long training took: in steps, and in all. Goes on counting after a resume. */
final class Stopwatch {
    private static final double NANOS = 1e9;

    private final long start = System.nanoTime();
    private double earlierTrain;
    private double earlier;
    private long trainNanos;
    private long rows;

    void restore(double trainSeconds, double seconds) {
        earlierTrain = trainSeconds;
        earlier = seconds;
    }

    <T> T step(int batchRows, Supplier<T> work) {
        long begin = System.nanoTime();
        T result = work.get();
        trainNanos += System.nanoTime() - begin;
        rows += batchRows;
        return result;
    }

    /** Over the steps of this process; 0 before the first. */
    double rowsPerSecond() {
        return trainNanos == 0 ? 0 : rows / (trainNanos / NANOS);
    }

    double trainSeconds() {
        return earlierTrain + trainNanos / NANOS;
    }

    double seconds() {
        return earlier + (System.nanoTime() - start) / NANOS;
    }
}
