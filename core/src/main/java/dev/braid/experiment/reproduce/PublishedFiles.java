package dev.braid.experiment.reproduce;

import dev.braid.data.source.Sources;
import dev.braid.fault.BadInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Downloaded files.
 *
 * @param raw holds a folder per public dataset, by its name
 * @param alone whether one public dataset is enough, whose files may then lie in {@code raw} itself
 */
record PublishedFiles(Path raw, boolean alone) implements RawData {
    @Override
    public List<Path> check(PaperDataset dataset, List<String> more) {
        String source = dataset.origin().source();
        Path folder = folder(source);
        if (!Files.isDirectory(folder)) {
            throw new BadInput(folder + ": no such folder; it takes the files of "
                    + Sources.named(source).page()
                    + (alone ? "" : "; --datasets names those to do without it"));
        }
        return dataset.origin().files(folder, more);
    }

    private Path folder(String source) {
        Path own = raw.resolve(source);
        return alone && !Files.isDirectory(own) ? raw : own;
    }

    @Override
    public Path files(String source, ReproductionFolder folder, ReproductionListener listener) {
        return folder(source);
    }

    @Override
    public String named(String dataset) {
        return dataset;
    }

    @Override
    public Optional<Simulation> simulation() {
        return Optional.empty();
    }
}
