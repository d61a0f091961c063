package dev.braid.data.prepare;

import dev.braid.data.DescriptionFile;
import dev.braid.data.PreparedDataset;
import dev.braid.data.duck.Duck;
import dev.braid.data.duck.DuckFailure;
import dev.braid.data.spec.DatasetSpec;
import dev.braid.fault.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
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
        Path place = out.toAbsolutePath().normalize();
        requireFree(out, place, options.overwrite());
        Path work = workDirectory(out, place);
        try {
            Path database = Files.createDirectory(work.resolve("duckdb"));
            try (Duck duck = Duck.onDisk(database, options.memoryLimit(), options.threads())) {
                new Preparation(duck, spec, work, options, listener).run(RawFiles.find(spec, data));
            }
            delete(database);
            move(work, place);
        } catch (DuckFailure e) {
            throw new BadInput("prepare of '" + spec.name() + "': " + e.getMessage(), e);
        } catch (IOException e) {
            throw new BadInput(out + ": cannot be written (" + e + ")", e);
        } finally {
            delete(work);
        }
        return PreparedDataset.open(out);
    }

    private static void requireFree(Path out, Path place, boolean overwrite) {
        if (Files.isRegularFile(place)) {
            throw new BadInput(out + ": is a file; name a directory that does not exist yet");
        }
        if (!Files.exists(place) || isEmpty(place)) {
            return;
        }
        if (!Files.exists(place.resolve(DescriptionFile.NAME))) {
            throw new BadInput(out + ": exists and is no prepared dataset; name another directory");
        }
        if (!overwrite) {
            throw new BadInput(out + ": exists already; name another directory, or ask to overwrite it");
        }
    }

    private static Path workDirectory(Path out, Path place) {
        try {
            Path parent = place.getParent() == null ? place : place.getParent();
            Files.createDirectories(parent);
            return Files.createTempDirectory(parent, "." + place.getFileName() + ".preparing-");
        } catch (IOException e) {
            throw new BadInput(out + ": cannot be written (" + e + "); name a place that can", e);
        }
    }

    private static boolean isEmpty(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new BadInput(directory + ": cannot be listed (" + e + ")", e);
        }
    }

    private static void move(Path work, Path place) throws IOException {
        Path old = place.resolveSibling(work.getFileName() + ".old");
        if (Files.exists(place)) {
            Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(work, place, StandardCopyOption.ATOMIC_MOVE);
        delete(old);
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new BadInput(directory + ": cannot be removed (" + e + "); remove it by hand", e);
        }
    }
}
