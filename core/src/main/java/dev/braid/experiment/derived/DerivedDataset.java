package dev.braid.experiment.derived;

import dev.braid.data.derive.ConfidenceFunction;
import dev.braid.data.source.Sources;
import dev.braid.options.Option;
import dev.braid.options.OptionCatalogue;
import dev.braid.options.OptionReader;
import java.nio.file.Path;
import java.util.List;

/**
 * Criteo's display advertising log with two tasks of DE-PHN's artificial datasets (models.md, D1).
 *
 * @param name what a user types
 * @param title what it is called
 * @param about what is made of the files
 * @param function from the first task's confidence to the second's
 */
public record DerivedDataset(String name, String title, String about, ConfidenceFunction function)
        implements PublicDataset {
    /** The public dataset whose files it is made of. */
    public static final String SOURCE = "criteo";

    /** The file in the dataset that keeps logit, c and y of every row. */
    public static final String CONFIDENCES = "confidence.parquet";

    @Override
    public String page() {
        return Sources.named(SOURCE).page();
    }

    @Override
    public String paper() {
        return "Kong et al., \"DEPHN\", IJCNN 2023, section IV-A";
    }

    @Override
    public List<String> files() {
        return Sources.named(SOURCE).files();
    }

    @Override
    public List<Option> options() {
        return OptionCatalogue.of("", DerivedOptions.DEFAULTS);
    }

    /**
     * The files that {@link #open} would read.
     *
     * @throws dev.braid.fault.BadInput for an unknown option, or naming every file that is missing
     */
    public List<Path> files(OptionReader reader, Path raw) {
        return Sources.criteoFiles(reader.read(DerivedOptions.DEFAULTS).files(), raw);
    }

    @Override
    public Preparable open(OptionReader reader, Path raw) {
        DerivedOptions options = reader.read(DerivedOptions.DEFAULTS);
        Derivation derivation = new Derivation(this, options, Sources.criteo(options.files(), raw));
        return derivation::run;
    }
}
