package dev.braid.train;

/** Writes what it hears of a training into files of its own in the run directory. */
public interface RunLog extends TrainingListener, AutoCloseable {
    @Override
    void close();
}
