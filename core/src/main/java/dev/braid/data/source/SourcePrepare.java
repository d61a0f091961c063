package dev.braid.data.source;

import dev.braid.data.PreparedDataset;
import dev.braid.data.prepare.Prepare;
import dev.braid.data.prepare.PrepareListener;
import dev.braid.data.prepare.PrepareOptions;
import dev.braid.fault.BadInput;
import dev.braid.fault.BraidBug;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/** Makes a prepared dataset of the downloaded files of a public one. */
public final class SourcePrepare {
    private SourcePrepare() {}

    /** The dataset, and what was found in its files. */
    public record Result(PreparedDataset dataset, SourceReport report) {}

    /**
     * Reads the files and goes on as {@link Prepare} does.
     *
     * @param badLines how many bad lines are set aside before the files are refused
     * @throws BadInput for any mistake in the files, one line each
     */
    public static Result run(
            Adapter adapter, Path out, long badLines, PrepareOptions options, PrepareListener listener) {
        return run(adapter, adapter.spec().name(), out, badLines, options, listener);
    }

    /**
     * As above.
     *
     * @param name of the dataset, where it shall not have the public one's: simulated files say so by it
     */
    public static Result run(
            Adapter adapter, String name, Path out, long badLines, PrepareOptions options, PrepareListener listener) {
        if (badLines < 0) {
            throw BadInput.of("the number of allowed bad lines must be at least 0, got %d", badLines);
        }
        AtomicReference<SourceReport> report = new AtomicReference<>();
        PreparedDataset dataset = Prepare.run(
                adapter.spec().named(name),
                (duck, staging, heard) -> {
                    Intake intake = new Intake(duck, staging, heard, badLines);
                    adapter.stage(intake);
                    report.set(intake.report(adapter.tallies()));
                },
                out,
                options,
                listener);
        SourceReport found = report.get();
        if (found == null) {
            throw new BraidBug("a dataset was prepared without its rows");
        }
        return new Result(dataset, found);
    }
}
