package dev.braid.data.spec;

import dev.braid.fault.BadInput;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What makes a dataset: files, how their rows are split, features, tasks. {@code examples/census.yaml} is one.
 *
 * @param name the dataset's name, for tables and reports
 * @param files per group its files, relative to the data directory; {@code *} and {@code ?} match within a name
 * @param format how the files are written
 * @param split per group how its rows are divided; a group without a rule is the split of its own name
 * @param features the declared features, in order
 * @param auto how the remaining columns become features; empty when they do not
 * @param tasks the tasks, a parent before its children
 * @param drop columns that are never auto features
 * @param onBadValue what a number that cannot be used (NaN, infinite, not a number) does
 */
public record DatasetSpec(
        String name,
        Map<FileGroup, List<String>> files,
        FileFormat format,
        Map<FileGroup, SplitRule> split,
        List<FeatureSpec> features,
        Optional<AutoFeatures> auto,
        List<TaskSpec> tasks,
        List<String> drop,
        OnBadValue onBadValue) {

    /** What {@code prepare} does with a value that a numeric feature cannot use: NaN, infinite, or no number at all. */
    public enum OnBadValue {
        /** Refuse the data, naming file and row. */
        ERROR,
        /** Count it and treat it as missing. */
        MISSING
    }

    /** The same under another name. */
    public DatasetSpec named(String other) {
        return new DatasetSpec(other, files, format, split, features, auto, tasks, drop, onBadValue);
    }

    /**
     * Reads a spec.
     *
     * @throws BadInput naming every problem of the file, one line each, with line and column
     */
    public static DatasetSpec read(Path yaml) {
        try {
            return parse(Files.readString(yaml), yaml.toString());
        } catch (NoSuchFileException e) {
            throw new BadInput(yaml + ": no such file; name a dataset spec such as examples/census.yaml", e);
        } catch (MalformedInputException e) {
            throw new BadInput(yaml + ": not UTF-8 text; name a dataset spec in YAML", e);
        } catch (IOException e) {
            throw new BadInput(yaml + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /**
     * Reads a spec from its text.
     *
     * @param origin what the text is called in messages, usually its file name
     */
    public static DatasetSpec parse(String yaml, String origin) {
        return new SpecReader(origin).read(yaml);
    }
}
