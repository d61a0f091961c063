package dev.braid.experiment.reproduce;

import dev.braid.data.DescriptionFile;
import dev.braid.data.JsonFile;
import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a reproduction works: {@code DATASET/dataset} and {@code DATASET/runs} of each dataset, {@code sources/SOURCE} for
 * simulated files and what datasets of one source share, and a record of what was begun.
 */
final class ReproductionFolder {
    private static final String BEGUN = "begun.json";
    private static final String FORMAT = "braid-reproduction";
    private static final int VERSION = 2;

    private final Path path;

    ReproductionFolder(Path path) {
        this.path = path;
    }

    /**
     * What decides which rows there are: a folder that was begun with other rows is not gone on with.
     *
     * @param format always {@code braid-reproduction}
     * @param version of that format
     * @param name of the result
     * @param simulation null where the files are the published ones
     * @param options of every source, as they were asked for
     * @param files by source, those that its datasets are made of; empty where they are simulated, and null where an earlier
     *     version of Braid began, which did not look at them
     */
    record Begun(
            String format,
            int version,
            String name,
            @Nullable Simulation simulation,
            Map<String, List<String>> options,
            @Nullable Map<String, List<RawFile>> files) {
        static Begun of(
                PaperResult result,
                Optional<Simulation> simulation,
                Map<String, List<String>> options,
                Map<String, List<RawFile>> files) {
            return new Begun(
                    FORMAT,
                    VERSION,
                    result.name(),
                    simulation.orElse(null),
                    new TreeMap<>(options),
                    new TreeMap<>(files));
        }

        private Begun with(@Nullable Map<String, List<RawFile>> others) {
            return new Begun(format, version, name, simulation, options, others);
        }

        private String words() {
            String rows = simulation == null
                    ? "of published files"
                    : "of " + simulation.rows() + " simulated rows, seed " + simulation.seed();
            return name + " " + rows + (options.isEmpty() ? "" : " with " + options);
        }
    }

    /**
     * Begins, or goes on.
     *
     * @throws BadInput when something else was begun here, or with other files
     */
    void begin(Begun now) {
        Path file = path.resolve(BEGUN);
        if (!Files.exists(file)) {
            requireEmpty();
            write(file, JsonFile.bytes(now));
            return;
        }
        Begun before = JsonFile.read(file, Begun.class, FORMAT, VERSION, old -> old.put("version", VERSION)
                .putNull("files"));
        if (!before.with(null).equals(now.with(null))) {
            throw new BadInput(path + ": holds " + before.words() + ", not " + now.words()
                    + "; name another folder, or ask for the same");
        }
        if (before.files() != null && now.files() != null) {
            Map<String, List<RawFile>> all = new TreeMap<>(before.files());
            now.files().forEach((source, files) -> {
                requireSame(source, all.getOrDefault(source, files), files);
                all.put(source, files);
            });
            write(file, JsonFile.bytes(before.with(all)));
        }
    }

    private void requireSame(String source, List<RawFile> before, List<RawFile> now) {
        if (!before.equals(now)) {
            throw new BadInput(path + ": was begun with other files of " + source + ", " + others(before, now)
                    + ", and --raw holds " + others(now, before) + "; name another folder, or give the same files");
        }
    }

    private static String others(List<RawFile> these, List<RawFile> those) {
        List<RawFile> own = new ArrayList<>(these);
        own.removeAll(those);
        return own.isEmpty() ? "fewer" : own.stream().map(RawFile::words).collect(Collectors.joining(" and "));
    }

    private void requireEmpty() {
        if (!Files.exists(path)) {
            return;
        }
        if (!Files.isDirectory(path)) {
            throw new BadInput(path + ": is a file; name a folder");
        }
        try (Stream<Path> entries = Files.list(path)) {
            if (entries.findAny().isPresent()) {
                throw new BadInput(path + ": holds files of something else; name a new folder");
            }
        } catch (IOException e) {
            throw new BadInput(path + ": cannot be listed: " + FileFault.reason(e), e);
        }
    }

    private static void write(Path file, byte[] bytes) {
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(part, bytes);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw FileFault.cannotWrite(file, e);
        }
    }

    /** The folder of a dataset: a comparison with its dataset beside the runs. */
    Path of(PaperDataset dataset) {
        return path.resolve(dataset.name());
    }

    /** Where a dataset is prepared. */
    Path prepared(PaperDataset dataset) {
        return of(dataset).resolve("dataset");
    }

    /** Whether a dataset was prepared here before. */
    boolean isPrepared(PaperDataset dataset) {
        return Files.exists(prepared(dataset).resolve(DescriptionFile.NAME));
    }

    /** Simulated files of a public dataset. */
    Path simulated(String source) {
        return path.resolve("sources").resolve(source).resolve("raw");
    }

    /** What the datasets of one source share. */
    Path work(String source) {
        return path.resolve("sources").resolve(source).resolve("work");
    }
}
