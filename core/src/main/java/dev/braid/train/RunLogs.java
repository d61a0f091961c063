package dev.braid.train;

import java.util.List;

/**
 * The logs of one training.
 *
 * @param each in the order in which they hear
 */
public record RunLogs(List<RunLog> each) implements AutoCloseable {
    /** None. */
    public static final RunLogs NONE = new RunLogs(List.of());

    public RunLogs {
        each = List.copyOf(each);
    }

    /** All of them, to listen to the training. */
    public TrainingListener listener() {
        return TrainingListener.all(each.toArray(TrainingListener[]::new));
    }

    @Override
    public void close() {
        each.forEach(RunLog::close);
    }
}
