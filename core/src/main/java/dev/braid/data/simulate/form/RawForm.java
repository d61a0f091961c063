package dev.braid.data.simulate.form;

import dev.braid.data.simulate.NewFolder;
import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import dev.braid.options.Option;
import dev.braid.options.OptionCatalogue;
import dev.braid.options.OptionReader;
import dev.braid.options.OptionTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * A line of the list of published forms.
 *
 * @param name what a user types, and the name of the source that reads the files
 * @param title what it simulates
 * @param files that are written, as people read it
 * @param defaults its options with their default values
 * @param world what the options make of it
 * @param <O> its options record
 */
public record RawForm<O extends Record & FormOptions>(
        String name, String title, List<String> files, O defaults, Factory<O> world) {
    /** Makes a form's world. */
    interface Factory<O> extends Function<O, World> {}

    /** Its options. */
    public List<Option> options() {
        return OptionCatalogue.of("", defaults);
    }

    /** What was set over the default options. */
    public O read(OptionReader reader) {
        return reader.read(defaults);
    }

    /** The command that makes a prepared dataset of the files. */
    public String prepare(Path folder) {
        return "braid prepare --source " + name + " --raw " + folder + " --out DATASET";
    }

    /**
     * Writes the files, on all processors.
     *
     * @param reader what was set over the default options
     * @param folder a folder that does not exist yet; it appears complete or not at all
     * @param progress told, now and then, of labelled rows written since it was last told
     * @throws BadInput when an option is wrong, or the folder exists or cannot be written
     */
    public RawTruth write(OptionReader reader, Path folder, LongConsumer progress) {
        return write(read(reader), folder, Runtime.getRuntime().availableProcessors(), progress);
    }

    /**
     * As above, with options that were read already.
     *
     * @param threads how many make rows; the bytes do not depend on it
     */
    public RawTruth write(O options, Path folder, int threads, LongConsumer progress) {
        ExecutorService pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "braid-simulate");
            thread.setDaemon(true);
            return thread;
        });
        try (NewFolder out = NewFolder.at(folder)) {
            World made = world.apply(options);
            Map<String, RawTruth.PartTruth> parts = new LinkedHashMap<>();
            for (Part part : made.parts()) {
                RawTruth.PartTruth truth = new PartRun(part, made, options).write(out, pool, threads + 2, progress);
                if (part.labelled()) {
                    parts.put(part.name(), truth);
                }
            }
            RawTruth truth =
                    new RawTruth(name, OptionTree.of(options), made.truth().spread(), Truth.SAMPLE, parts);
            Files.writeString(out.file(RawTruth.FILE), truth.json());
            out.finish();
            return truth;
        } catch (IOException e) {
            throw FileFault.cannotWrite(folder, e);
        } finally {
            pool.shutdownNow();
        }
    }
}
