package dev.braid.experiment.reproduce;

import dev.braid.fault.BadInput;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Files of the published form with simulated content.
 *
 * @param how rows and seed
 */
record SimulatedFiles(Simulation how) implements RawData {
    @Override
    public void check(PaperDataset dataset, List<String> more) {
        throw new BadInput(dataset.name() + ": cannot be simulated yet; use the published files (--raw)");
    }

    @Override
    public Path files(String source, ReproductionFolder folder, ReproductionListener listener) {
        listener.onSimulating(source, how.rows()).accept(0);
        return folder.simulated(source);
    }

    @Override
    public String named(String dataset) {
        return dataset + "-simulated";
    }

    @Override
    public Optional<Simulation> simulation() {
        return Optional.of(how);
    }
}
