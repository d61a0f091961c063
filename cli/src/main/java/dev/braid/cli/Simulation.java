package dev.braid.cli;

import dev.braid.data.simulate.FunnelOptions;
import dev.braid.data.simulate.FunnelSimulator;
import dev.braid.data.simulate.FunnelTruth;
import dev.braid.data.simulate.MmoeSynthetic;
import dev.braid.data.simulate.MmoeSyntheticOptions;
import dev.braid.data.simulate.MmoeTruth;
import dev.braid.data.simulate.form.FormOptions;
import dev.braid.data.simulate.form.RawForm;
import dev.braid.data.simulate.form.RawForms;
import dev.braid.data.simulate.form.RawTruth;
import dev.braid.fault.BadInput;
import dev.braid.fault.NearestName;
import dev.braid.options.Option;
import dev.braid.options.OptionCatalogue;
import dev.braid.options.OptionReader;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * What can be simulated.
 *
 * @param name what {@code --like} takes
 * @param options what {@code --set} takes
 * @param writer makes the files
 */
record Simulation(String name, List<Option> options, Writer writer) {
    /** Braid's own worlds, and every form in which a public dataset is published. */
    static final List<Simulation> ALL = Stream.concat(
                    Stream.of(
                            new Simulation(
                                    "funnel", OptionCatalogue.of("", FunnelOptions.DEFAULTS), Simulation::funnel),
                            new Simulation(
                                    "mmoe", OptionCatalogue.of("", MmoeSyntheticOptions.DEFAULTS), Simulation::mmoe)),
                    RawForms.ALL.stream().map(Simulation::form))
            .toList();

    /** Writes the files. */
    @FunctionalInterface
    interface Writer {
        Simulated write(OptionReader reader, Path folder, Progress progress);
    }

    /**
     * What was simulated.
     *
     * @param truth for {@code --json}
     * @param table what is true, for people
     * @param next the command that goes on with it
     */
    record Simulated(Object truth, Table table, String next) {}

    /** The names, for help. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names().iterator();
        }
    }

    static Simulation named(String name) {
        return ALL.stream()
                .filter(simulation -> simulation.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInput("--like: nothing named '" + name + "' can be simulated; "
                        + NearestName.suggestion(name, names())));
    }

    private static List<String> names() {
        return ALL.stream().map(Simulation::name).toList();
    }

    /** Exposures, clicks, and conversions after clicks. */
    private static Simulated funnel(OptionReader reader, Path folder, Progress progress) {
        FunnelOptions options = reader.read(FunnelOptions.DEFAULTS);
        AtomicLong done = new AtomicLong();
        FunnelTruth truth =
                FunnelSimulator.write(options, folder, n -> progress.step("", done.addAndGet(n), options.rows()));
        Table table = bestTable("split");
        truth.splits().forEach((split, held) -> addBest(table, split, held.best()));
        return new Simulated(truth, table, prepareSpec(folder));
    }

    /** The MMoE paper's two tasks of chosen correlation. */
    private static Simulated mmoe(OptionReader reader, Path folder, Progress progress) {
        MmoeSyntheticOptions options = reader.read(MmoeSyntheticOptions.DEFAULTS);
        AtomicLong done = new AtomicLong();
        MmoeTruth truth =
                MmoeSynthetic.write(options, folder, n -> progress.step("", done.addAndGet(n), options.rows()));
        Table table = new Table("split", "rows", "label correlation", "task", "best possible AUC");
        truth.splits().forEach((split, held) -> held.bestAuc()
                .forEach((task, auc) -> table.row(
                        split,
                        Table.count(held.rows()),
                        Table.metric(held.labelCorrelation()),
                        task,
                        Table.metric(auc))));
        return new Simulated(truth, table, prepareSpec(folder));
    }

    private static <O extends Record & FormOptions> Simulation form(RawForm<O> form) {
        return new Simulation(form.name(), form.options(), (reader, folder, progress) -> {
            O options = form.read(reader);
            AtomicLong done = new AtomicLong();
            int threads = Runtime.getRuntime().availableProcessors();
            RawTruth truth =
                    form.write(options, folder, threads, n -> progress.step("", done.addAndGet(n), options.rows()));
            Table table = bestTable("files");
            truth.parts().forEach((part, held) -> addBest(table, part, held.best()));
            return new Simulated(truth, table, form.prepare(folder));
        });
    }

    private static Table bestTable(String part) {
        return new Table(part, "task", "space", "rows", "positives", "best possible AUC");
    }

    private static void addBest(Table table, String part, Map<String, FunnelTruth.Best> best) {
        best.forEach((task, b) -> table.row(
                part, task, b.space(), Table.count(b.rows()), Table.count(b.positives()), Table.metric(b.auc())));
    }

    private static String prepareSpec(Path folder) {
        return "braid prepare --spec " + folder.resolve("spec.yaml") + " --out DATASET";
    }
}
