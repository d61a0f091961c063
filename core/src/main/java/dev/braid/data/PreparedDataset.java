package dev.braid.data;

import dev.braid.data.duck.Duck;
import dev.braid.data.duck.DuckFailure;
import dev.braid.data.duck.Sql;
import dev.braid.fault.BadFormat;
import dev.braid.fault.BadInput;
import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A dataset that {@code prepare} wrote, ready to be read as batches. Thread-safe; the batch streams are not. */
public final class PreparedDataset {
    /** Reading Parquet gains nothing from more threads, and training wants the rest. */
    private static final int READ_THREADS = 2;

    private static final long LARGEST_BLOCK = 1 << 28;

    private final Path directory;
    private final DatasetDescription description;
    private final Layout layout;
    private final Map<Split, Block> cache = new EnumMap<>(Split.class);

    private PreparedDataset(Path directory, DatasetDescription description, Layout layout) {
        this.directory = directory;
        this.description = description;
        this.layout = layout;
    }

    /**
     * Opens a prepared dataset and checks that its parts are complete.
     *
     * @throws BadFormat when the directory is no prepared dataset, is damaged, or was written by a newer Braid
     */
    public static PreparedDataset open(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new BadInput(directory + ": no such directory; name a dataset that 'braid prepare' wrote");
        }
        DatasetDescription description = DescriptionFile.read(directory);
        try (Duck duck = Duck.inMemory(READ_THREADS)) {
            for (Split split : Split.values()) {
                requireParts(duck, directory, description, split);
            }
            List<Boolean> weighted = weighted(duck, directory, description);
            return new PreparedDataset(directory, description, new Layout(description.schema(), weighted));
        }
    }

    /** Where the dataset lies. */
    public Path directory() {
        return directory;
    }

    /** All that {@code dataset.json} says. */
    public DatasetDescription description() {
        return description;
    }

    /** Features and tasks, in the order in which batches carry them. */
    public Schema schema() {
        return description.schema();
    }

    /** Number of rows of a split. */
    public long rows(Split split) {
        return split(split).rows();
    }

    /** Rows and positives of a task in a split. */
    public DatasetDescription.TaskDescription task(Split split, String task) {
        return split(split).tasks().get(schema().taskIndex(task));
    }

    /** Bytes that the values of a split's bags take as native columns. */
    public long bagBytes(Split split) {
        return split(split).nativeBytes() - layout.nativeBytes(rows(split));
    }

    /** Equal for datasets prepared from equal input. */
    public String contentHash() {
        return description.contentHash();
    }

    /** The SQL that DuckDB reads a split's rows by, in the columns of {@link Layout}. */
    public String source(Split split) {
        return source(directory, split(split).parts());
    }

    /** Number of batches of a whole pass. */
    public long batches(Split split, int batchSize) {
        return (rows(split) + batchSize - 1) / batchSize;
    }

    /**
     * One pass over a split: every row exactly once. Close the stream when done with it.
     *
     * @throws BadFormat when a part cannot be read any more
     */
    public BatchStream read(Split split, ReadOptions options) {
        DatasetDescription.SplitDescription content = split(split);
        long firstRow = Math.multiplyExact(options.firstBatch(), options.batchSize());
        long seed = Permutation.seed(options.seed(), options.epoch(), split.code());
        if (content.nativeBytes() <= options.cacheBytes() && content.rows() <= LARGEST_BLOCK) {
            Windows cached = window -> cached(split);
            List<Integer> all = List.of((int) content.rows());
            return new Pass(layout, options.batchSize(), all, cached, options.shuffle(), seed, firstRow);
        }
        List<List<DatasetDescription.Part>> windows = windows(content.parts(), options, seed);
        List<Integer> sizes =
                windows.stream().map(parts -> Math.toIntExact(rows(parts))).toList();
        Windows streamed = new WindowsAhead(sizes.size(), window -> load(windows.get(window)));
        return new Pass(layout, options.batchSize(), sizes, streamed, options.shuffle(), seed, firstRow);
    }

    /**
     * Copies the recorded transformation (without rows) into a directory, where {@code Transformation.open} finds it.
     *
     * @param to is made if need be
     */
    public void copyTransformation(Path to) {
        Path from = directory.resolve(DatasetDescription.VOCABULARIES);
        Path vocabularies = to.resolve(DatasetDescription.VOCABULARIES);
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectories(vocabularies);
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                Files.copy(file, vocabularies.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.copy(
                    directory.resolve(DatasetDescription.TRANSFORMATION),
                    to.resolve(DatasetDescription.TRANSFORMATION),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new BadInput(to + ": the dataset's transformation cannot be copied here (" + e + ")", e);
        }
    }

    private DatasetDescription.SplitDescription split(Split split) {
        DatasetDescription.SplitDescription content = description.splits().get(split.label());
        if (content == null) {
            throw new BadFormat(
                    directory.resolve(DescriptionFile.NAME),
                    "lacks the split '" + split.label() + "'; prepare it again");
        }
        return content;
    }

    private Block cached(Split split) {
        synchronized (cache) {
            return cache.computeIfAbsent(split, s -> load(split(s).parts()));
        }
    }

    private Block load(List<DatasetDescription.Part> parts) {
        try (Duck duck = Duck.inMemory(READ_THREADS)) {
            return Block.load(duck, layout, source(directory, parts), Math.toIntExact(rows(parts)));
        } catch (DuckFailure e) {
            throw new BadFormat(directory, "a part cannot be read (" + e.getMessage() + "); prepare it again", e);
        }
    }

    private static String source(Path directory, List<DatasetDescription.Part> parts) {
        List<String> files = parts.stream()
                .map(part -> Sql.text(directory.resolve(part.file()).toString()))
                .toList();
        return "read_parquet([" + String.join(", ", files) + "])";
    }

    /** Parts in the order of the pass, as many together as the shuffle buffer holds. */
    private static List<List<DatasetDescription.Part>> windows(
            List<DatasetDescription.Part> parts, ReadOptions options, long seed) {
        Permutation order = new Permutation(parts.size(), Permutation.seed(seed, -1));
        List<List<DatasetDescription.Part>> windows = new ArrayList<>();
        List<DatasetDescription.Part> window = new ArrayList<>();
        for (int p = 0; p < parts.size(); p++) {
            DatasetDescription.Part part = parts.get(options.shuffle() ? (int) order.at(p) : p);
            long limit = options.shuffle() ? options.shuffleBufferRows() : 0;
            if (!window.isEmpty() && rows(window) + part.rows() > limit) {
                windows.add(window);
                window = new ArrayList<>();
            }
            window.add(part);
        }
        if (!window.isEmpty()) {
            windows.add(window);
        }
        return windows;
    }

    private static long rows(List<DatasetDescription.Part> parts) {
        return parts.stream().mapToLong(DatasetDescription.Part::rows).sum();
    }

    private static void requireParts(Duck duck, Path directory, DatasetDescription description, Split split) {
        DatasetDescription.SplitDescription content = Optional.ofNullable(
                        description.splits().get(split.label()))
                .orElseThrow(() -> new BadFormat(
                        directory.resolve(DescriptionFile.NAME), "lacks the split '" + split.label() + "'"));
        for (DatasetDescription.Part part : content.parts()) {
            Path file = directory.resolve(part.file());
            try {
                if (Files.size(file) != part.bytes()) {
                    throw new BadFormat(
                            file,
                            "has " + Files.size(file) + " bytes instead of " + part.bytes()
                                    + "; prepare the dataset again");
                }
                long rows =
                        duck.number("SELECT num_rows FROM parquet_file_metadata(" + Sql.text(file.toString()) + ")");
                if (rows != part.rows()) {
                    throw new BadFormat(file, "has " + rows + " rows instead of " + part.rows() + "; prepare it again");
                }
            } catch (NoSuchFileException e) {
                throw new BadFormat(file, "the part is missing; prepare the dataset again", e);
            } catch (IOException | DuckFailure e) {
                throw new BadFormat(file, "cannot be read (" + e.getMessage() + "); prepare the dataset again", e);
            }
        }
        if (rows(content.parts()) != content.rows()) {
            throw new BadFormat(
                    directory.resolve(DescriptionFile.NAME),
                    "the parts of " + split.label() + " have other rows than it says");
        }
    }

    private static List<Boolean> weighted(Duck duck, Path directory, DatasetDescription description) {
        List<DatasetDescription.Part> parts =
                description.splits().get(Split.TRAIN.label()).parts();
        List<String> columns = duck.rows("DESCRIBE SELECT * FROM " + source(directory, parts.subList(0, 1))).stream()
                .map(row -> String.valueOf(row.get(0)))
                .toList();
        return description.schema().tasks().stream()
                .map(Task::name)
                .map(task -> columns.contains(Layout.weight(task)))
                .toList();
    }
}
