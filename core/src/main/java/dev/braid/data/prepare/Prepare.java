package dev.braid.data.prepare;

import dev.braid.data.DescriptionFile;
import dev.braid.data.PreparedDataset;
import dev.braid.data.disk.GrowingPlace;
import dev.braid.data.duck.Duck;
import dev.braid.data.duck.DuckFailure;
import dev.braid.data.spec.DatasetSpec;
import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Makes a prepared dataset of raw files. */
public final class Prepare {
    private Prepare() {}

    /**
     * Reads raw files, learns vocabularies and scaling from the training split, and writes the dataset, all or nothing: it
     * grows in a hidden directory beside its place and is moved there when it is complete.
     *
     * @param spec what to make
     * @param data the directory that the spec's files lie in
     * @param out where the dataset is written; must not exist unless the options say {@code overwrite}
     * @throws BadInput for any mistake in spec or data, in one line
     */
    public static PreparedDataset run(
            DatasetSpec spec, Path data, Path out, PrepareOptions options, PrepareListener listener) {
        return run(spec, (duck, staging, heard) -> RawFiles.stage(spec, data, staging, heard), out, options, listener);
    }

    /**
     * As above, of rows that come from elsewhere.
     *
     * @param rows stages them; the spec's files are not looked at
     * @throws BadInput for any mistake in spec or data, in one line
     */
    public static PreparedDataset run(
            DatasetSpec spec, RowSource rows, Path out, PrepareOptions options, PrepareListener listener) {
        requireFree(out, options);
        Path place = out.toAbsolutePath().normalize();
        try (GrowingPlace growing = begin(out, place)) {
            Path work = Files.createDirectory(growing.path());
            Path database = Files.createDirectory(growing.scratch());
            try (Duck duck = Duck.onDisk(database, options.memory(), options.threads())) {
                new Preparation(duck, spec, work, options, listener).run(rows);
            }
            growing.replace();
        } catch (DuckFailure e) {
            throw new BadInput("prepare of '" + spec.name() + "': " + e.getMessage(), e);
        } catch (IOException e) {
            throw FileFault.cannotWrite(out, e);
        }
        return PreparedDataset.open(out);
    }

    /**
     * Refuses a place where the dataset cannot go.
     *
     * @throws BadInput when something is there that the options do not replace
     */
    public static void requireFree(Path out, PrepareOptions options) {
        Path place = out.toAbsolutePath().normalize();
        if (Files.isRegularFile(place)) {
            throw new BadInput(out + ": is a file; name a directory that does not exist yet");
        }
        if (!Files.exists(place) || isEmpty(place)) {
            return;
        }
        if (!Files.exists(place.resolve(DescriptionFile.NAME))) {
            throw new BadInput(out + ": exists and is no prepared dataset; name another directory");
        }
        if (!options.overwrite()) {
            throw new BadInput(out + ": exists already; name another directory, or ask to overwrite it");
        }
    }

    private static GrowingPlace begin(Path out, Path place) {
        try {
            return GrowingPlace.beside(place, "preparing");
        } catch (IOException e) {
            throw FileFault.cannotWrite(out, e);
        }
    }

    private static boolean isEmpty(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new BadInput(directory + ": cannot be listed: " + FileFault.reason(e), e);
        }
    }
}
