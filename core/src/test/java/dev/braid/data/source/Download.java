package dev.braid.data.source;

import dev.braid.data.DatasetDescription;
import dev.braid.data.Layout;
import dev.braid.data.PreparedDataset;
import dev.braid.data.Split;
import dev.braid.data.duck.Duck;
import dev.braid.data.prepare.PrepareListener;
import dev.braid.data.prepare.PrepareOptions;
import dev.braid.options.OptionReader;
import dev.braid.schema.Feature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A folder as someone downloaded it, and what is made of it. */
final class Download {
    private final Path folder;

    Download(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    Download file(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** With an option of the adapter per set. */
    SourcePrepare.Result prepare(String source, String... sets) {
        return prepare(source, 0, sets);
    }

    SourcePrepare.Result prepare(String source, long badLines, String... sets) {
        return SourcePrepare.run(
                Sources.named(source).open(OptionReader.of(List.of(sets)), folder),
                folder.resolve("dataset"),
                badLines,
                new PrepareOptions("500MB", 2, 1 << 18, true),
                PrepareListener.NONE);
    }

    static long counted(SourceReport report, String group, String name) {
        return report.counts().stream()
                .filter(c -> c.group().equals(group) && c.name().equals(name))
                .findFirst()
                .orElseThrow()
                .counted();
    }

    static List<String> features(PreparedDataset dataset) {
        return dataset.schema().features().stream().map(Feature::name).toList();
    }

    /**
     * The values of a feature as they were before they were encoded, in the order of the rows: words, numbers, or lists of
     * words; null where missing or not in the vocabulary.
     */
    static List<@Nullable String> values(PreparedDataset dataset, Split split, String feature) {
        int f = features(dataset).indexOf(feature);
        String column = "\"" + feature + "\"";
        String words = words(dataset, f);
        return column(
                dataset,
                split,
                dataset.schema()
                        .features()
                        .get(f)
                        .match(
                                c -> words + "[" + column + "]",
                                n -> "CASE WHEN NOT isnan(" + column + ") THEN round(" + column + ", 5) END",
                                m -> "list_transform(" + column + ", lambda i: " + words + "[i])"));
    }

    static List<@Nullable String> labels(PreparedDataset dataset, Split split, String task) {
        return column(dataset, split, "\"" + Layout.label(task) + "\"::INTEGER");
    }

    private static String words(PreparedDataset dataset, int f) {
        Path vocabularies = dataset.directory().resolve(DatasetDescription.VOCABULARIES);
        try (var files = Files.list(vocabularies);
                Duck duck = Duck.inMemory(1)) {
            String prefix = "%03d-".formatted(f);
            List<String> quoted = new ArrayList<>();
            for (Path file : files.filter(p -> p.getFileName().toString().startsWith(prefix))
                    .toList()) {
                duck.rows("SELECT value FROM read_parquet('" + file + "')")
                        .forEach(row -> quoted.add("'" + row.get(0) + "'"));
            }
            return "[" + String.join(", ", quoted) + "]";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<@Nullable String> column(PreparedDataset dataset, Split split, String sql) {
        List<@Nullable String> values = new ArrayList<>();
        try (Duck duck = Duck.inMemory(1)) {
            duck.rows("SELECT " + sql + " FROM read_parquet('"
                            + dataset.directory().resolve(split.label()) + "/*.parquet')")
                    .forEach(row -> values.add(row.get(0)));
        }
        return values;
    }
}
