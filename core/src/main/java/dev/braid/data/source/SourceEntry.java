package dev.braid.data.source;

import dev.braid.options.Option;
import dev.braid.options.OptionCatalogue;
import dev.braid.options.OptionReader;
import java.nio.file.Path;
import java.util.List;

/**
 * A line of the list of public datasets.
 *
 * @param name what a user types
 * @param title what the dataset is called
 * @param page where it is published
 * @param paper where it is described
 * @param about what is made of it, a few sentences
 * @param files the files that are expected, as people read it
 * @param defaults its options with their default values
 * @param factory reads the folder
 * @param <O> its options record
 */
public record SourceEntry<O extends Record>(
        String name,
        String title,
        String page,
        String paper,
        String about,
        List<String> files,
        O defaults,
        Factory<O> factory) {
    /** Finds the files of a dataset. */
    @FunctionalInterface
    interface Factory<O> {
        /** Requires files of the folder; what is missing is said afterwards. */
        Adapter open(O options, RawFolder folder);
    }

    /** Its options. */
    public List<Option> options() {
        return OptionCatalogue.of("", defaults);
    }

    /**
     * Looks for the files in a folder.
     *
     * @param reader what was set over the default options
     * @throws dev.braid.fault.BadInput for an unknown option, or naming every file that is missing
     */
    public Adapter open(OptionReader reader, Path raw) {
        return open(reader.read(defaults), raw);
    }

    /** As above, with options that were read already. */
    public Adapter open(O options, Path raw) {
        return found(options, raw).adapter();
    }

    /**
     * The files in a folder that would be read.
     *
     * @throws dev.braid.fault.BadInput as {@link #open(OptionReader, Path)}
     */
    public List<Path> files(OptionReader reader, Path raw) {
        return files(reader.read(defaults), raw);
    }

    /** As above, with options that were read already. */
    public List<Path> files(O options, Path raw) {
        return found(options, raw).files();
    }

    /** A dataset as it was found in a folder. */
    private record Found(Adapter adapter, List<Path> files) {}

    private Found found(O options, Path raw) {
        RawFolder folder = RawFolder.open(raw, page);
        Adapter adapter = factory.open(options, folder);
        folder.check();
        return new Found(adapter, folder.required());
    }
}
