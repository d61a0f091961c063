package dev.braid.experiment.reproduce;

import dev.braid.data.simulate.form.RawForm;
import dev.braid.data.simulate.form.RawForms;
import dev.braid.fault.FileFault;
import dev.braid.options.OptionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Files of the published form with simulated content.
 *
 * @param how rows, seed and options
 */
record SimulatedFiles(Simulation how) implements RawData {
    @Override
    public List<Path> check(PaperDataset dataset, List<String> more) {
        String source = dataset.origin().source();
        Record options = RawForms.named(source).read(OptionReader.of(how.of(source)));
        if (options.getClass().getRecordComponents().length == 0) {
            throw new IllegalStateException(source + " cannot be told how many rows to simulate");
        }
        return List.of();
    }

    @Override
    public Path files(String source, ReproductionFolder folder, ReproductionListener listener) {
        Path place = folder.simulated(source);
        if (!Files.exists(place)) {
            RawForm<?> form = RawForms.named(source);
            try {
                Files.createDirectories(place.toAbsolutePath().getParent());
            } catch (IOException e) {
                throw FileFault.cannotWrite(place, e);
            }
            form.write(OptionReader.of(how.of(source)), place, listener.onSimulating(source, how.rows()));
        }
        return place;
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
