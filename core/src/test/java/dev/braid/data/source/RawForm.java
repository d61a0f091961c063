package dev.braid.data.source;

import dev.braid.data.duck.Duck;
import dev.braid.data.prepare.Prepare;
import dev.braid.data.prepare.PrepareListener;
import dev.braid.data.prepare.PrepareOptions;
import dev.braid.data.raw.Staging;
import dev.braid.data.spec.DatasetSpec;
import dev.braid.options.OptionReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Small sound files of a public dataset or of a spec, of which one can be damaged.
 *
 * @param name for the table of damages
 * @param source the adapter; empty for a spec
 * @param sets the adapter's options
 * @param others files that stay sound, by name
 * @param file the one that can be damaged
 * @param header its header line; empty where it has none
 * @param separator between its fields
 * @param quoted whether a field of it may be quoted
 * @param line gives a data line by its number from 0
 * @param label the field with a label
 * @param converted the field with a conversion, which asks for the label; -1 where there is none
 * @param number a numeric field; -1 where there is none
 * @param word a field of text; -1 where there is none
 */
record RawForm(
        String name,
        Optional<String> source,
        List<String> sets,
        Map<String, String> others,
        String file,
        String header,
        String separator,
        boolean quoted,
        IntFunction<String> line,
        int label,
        int converted,
        int number,
        int word) {
    static final int ROWS = 16;

    @Override
    public String toString() {
        return name;
    }

    /** Whether the dataset is this file; others are only damaged where they differ, as bytes are read alike everywhere. */
    boolean alone() {
        return others.isEmpty();
    }

    /** The lines of the sound file, the header among them. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (!header.isEmpty()) {
            lines.add(header);
        }
        IntStream.range(0, ROWS).mapToObj(line).forEach(lines::add);
        return lines;
    }

    /** Reads what lies in the folder, or prepares it where a spec says how; gives the number of bad lines. */
    long read(Duck duck, Path folder, Path out, long badLines) {
        if (source.isPresent()) {
            duck.rows("SELECT table_name FROM duckdb_tables()").forEach(row -> duck.run("DROP TABLE " + row.get(0)));
            Adapter adapter = Sources.named(source.get()).open(OptionReader.of(sets), folder);
            Staging staging = new Staging(duck, adapter.spec().format());
            Intake intake = new Intake(duck, staging, PrepareListener.NONE, badLines);
            adapter.stage(intake);
            return intake.report(adapter.tallies()).badLines();
        }
        PrepareOptions options = new PrepareOptions("", 1, 1000, true);
        String gz = Files.exists(folder.resolve(file + ".gz")) ? ".gz" : "";
        Prepare.run(
                DatasetSpec.parse(SPEC.formatted(file + gz), "spec.yaml"), folder, out, options, PrepareListener.NONE);
        return 0;
    }

    private static final String SPEC = """
            name: own
            files: {all: %s}
            split: {all: {column: day, values: {train: [1, 2], validation: [3], test: [4]}}}
            features: {city: categorical, price: {type: numeric}}
            tasks:
              click: {label: click}
            """;

    /** A line with another value in one field; quoted fields count as one. */
    String with(String text, int field, String value) {
        String pattern = Pattern.quote(separator) + "(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";
        List<String> fields = new ArrayList<>(Arrays.asList(text.split(pattern, -1)));
        fields.set(field, value);
        return String.join(separator, fields);
    }
}
