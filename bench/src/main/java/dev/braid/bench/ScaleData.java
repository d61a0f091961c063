package dev.braid.bench;

import dev.braid.data.simulate.form.RawForm;
import dev.braid.data.simulate.form.RawForms;
import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import dev.braid.options.OptionReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Simulated files of a public form at one size, and the dataset that is prepared of them. Both stay where they are, so that
 * several measurements can use them.
 *
 * @param work the folder that holds them
 * @param form the form that is simulated, and the source that reads it
 * @param rows how many rows the files have
 */
public record ScaleData(Path work, String form, long rows) {
    /** The form of most measurements. */
    public static final String CRITEO = "criteo";

    /** The form whose files have to be joined. */
    public static final String ALI_CCP = "ali-ccp";

    public ScaleData {
        if (rows < 1000) {
            throw BadInput.of("--rows must be at least 1000, got %d", rows);
        }
    }

    /** The folder of the raw files. */
    public Path raw() {
        return work.resolve(form + "-" + rows);
    }

    /** The prepared dataset. */
    public Path dataset() {
        return work.resolve(form + "-" + rows + "-prepared");
    }

    /** The bytes of the raw files. */
    long rawBytes() {
        return bytes(raw());
    }

    /** The bytes of all files in a folder. */
    static long bytes(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toFile)
                    .filter(File::isFile)
                    .mapToLong(File::length)
                    .sum();
        } catch (IOException e) {
            throw new BadInput(folder + ": cannot be read: " + FileFault.reason(e), e);
        }
    }

    /** Writes the raw files unless they are there. */
    public void simulate() {
        if (Files.isDirectory(raw())) {
            return;
        }
        RawForm<?> simulated = RawForms.named(form);
        simulated.write(OptionReader.of(List.of("rows=" + rows)), raw(), done -> {});
    }

    /** Whether it has been prepared. */
    public boolean isPrepared() {
        return Files.isDirectory(dataset());
    }
}
