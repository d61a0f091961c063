package dev.braid.experiment.derived;

import dev.braid.data.PreparedDataset;
import dev.braid.data.derive.Achieved;
import dev.braid.data.prepare.PrepareListener;
import dev.braid.data.prepare.PrepareOptions;
import dev.braid.data.source.SourceReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A public dataset whose files were found. */
@FunctionalInterface
public interface Preparable {
    /**
     * Prepares it, all or nothing.
     *
     * @throws dev.braid.fault.BadInput for any mistake in the files
     */
    Prepared prepare(Order order);

    /**
     * What is to be prepared.
     *
     * @param name of the dataset, where it shall not have the public one's: simulated files say so by it
     * @param out where it goes
     * @param badLines how many bad lines are set aside before the files are refused
     * @param options how the work is done
     * @param work a folder for what other datasets of the same files, and a later attempt, can use again; empty: nothing is kept
     * @param listener hears how far it is
     */
    record Order(
            Optional<String> name,
            Path out,
            long badLines,
            PrepareOptions options,
            Optional<Path> work,
            PrepareListener listener) {}

    /**
     * What was prepared.
     *
     * @param dataset the dataset
     * @param report what was found in its files; empty where they were read before
     * @param achieved of derived tasks, what they reach beside what is printed
     */
    record Prepared(PreparedDataset dataset, Optional<SourceReport> report, List<Achieved> achieved) {}
}
