package dev.braid.bench;

import dev.braid.data.simulate.form.RawForm;
import dev.braid.data.simulate.form.RawForms;
import dev.braid.fault.BadInput;
import dev.braid.options.OptionReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Simulated files of Criteo's form at one size, and the dataset that is prepared of them. Both stay where they are, so that
 * several measurements can use them.
 *
 * @param work the folder that holds them
 * @param rows how many rows the files have
 */
public record ScaleData(Path work, long rows) {
    /** The form that is simulated, and the source that reads it. */
    public static final String FORM = "criteo";

    public ScaleData {
        if (rows < 1000) {
            throw BadInput.of("--rows must be at least 1000, got %d", rows);
        }
    }

    /** The folder of the raw files. */
    public Path raw() {
        return work.resolve(FORM + "-" + rows);
    }

    /** The prepared dataset. */
    public Path dataset() {
        return work.resolve(FORM + "-" + rows + "-prepared");
    }

    /** Writes the raw files unless they are there. */
    public void simulate() {
        if (Files.isDirectory(raw())) {
            return;
        }
        RawForm<?> form = RawForms.named(FORM);
        form.write(OptionReader.of(List.of("rows=" + rows)), raw(), done -> {});
    }

    /** Whether it has been prepared. */
    public boolean isPrepared() {
        return Files.isDirectory(dataset());
    }
}
