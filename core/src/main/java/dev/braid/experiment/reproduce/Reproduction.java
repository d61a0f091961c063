package dev.braid.experiment.reproduce;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.braid.data.PreparedDataset;
import dev.braid.experiment.Comparison;
import dev.braid.experiment.ComparisonResult;
import dev.braid.experiment.VariantSettings;
import dev.braid.fault.BadInput;
import dev.braid.fault.Problems;
import dev.braid.train.RunLogs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reproduces a result of a paper: prepares its datasets, each once, trains its variants on each, and lays the paper's numbers
 * beside what came out. What was broken off goes on when it is run again in the same folder.
 */
public final class Reproduction {
    private PaperResult result;
    private final RawData data;
    private Preset preset = Preset.PAPER;
    private OptionalInt seeds = OptionalInt.empty();
    private List<String> sets = List.of();
    private SourceSettings sourceSettings = SourceSettings.NONE;
    private OptionalInt resamples = OptionalInt.empty();
    private boolean retry;
    private Function<Path, RunLogs> logs = run -> RunLogs.NONE;
    private long badLines;
    private ReproductionListener listener = ReproductionListener.NONE;

    private Reproduction(PaperResult result, RawData data) {
        this.result = result;
        this.data = data;
    }

    /**
     * A reproduction on the published files.
     *
     * @param raw holds a folder per public dataset, by its name; the files themselves where one is enough
     */
    public static Reproduction published(PaperResult result, Path raw) {
        return new Reproduction(result, new PublishedFiles(raw, result.sources().size() == 1));
    }

    /** A reproduction on simulated files of the published form. */
    public static Reproduction simulated(PaperResult result, Simulation simulation) {
        return new Reproduction(result, new SimulatedFiles(simulation));
    }

    /**
     * Only on some of the result's datasets.
     *
     * @throws BadInput when it has none of such a name
     */
    @CanIgnoreReturnValue
    public Reproduction datasets(List<String> names) {
        result = result.on(names);
        return this;
    }

    /**
     * Only with some of the result's variants.
     *
     * @throws BadInput when it has none of such a label
     */
    @CanIgnoreReturnValue
    public Reproduction variants(List<String> labels) {
        result = result.of(labels);
        return this;
    }

    /** The hyper-parameters; those of the paper unless said otherwise. */
    @CanIgnoreReturnValue
    public Reproduction preset(Preset which) {
        preset = which;
        return this;
    }

    /** Trainings of each variant, with the seeds 1, 2, ...; the preset's number unless said otherwise. */
    @CanIgnoreReturnValue
    public Reproduction seeds(int number) {
        seeds = OptionalInt.of(number);
        return this;
    }

    /** Options over the preset, as {@link Comparison#set} takes them. */
    @CanIgnoreReturnValue
    public Reproduction set(List<String> assignments) {
        sets = List.copyOf(assignments);
        return this;
    }

    /**
     * Options of public datasets, each {@code SOURCE:KEY=VALUE}.
     *
     * @throws BadInput when the result needs no such dataset
     */
    @CanIgnoreReturnValue
    public Reproduction sourceSet(List<String> assignments) {
        sourceSettings = SourceSettings.parse(assignments, result.sources());
        return this;
    }

    /** As {@link Comparison#bootstrap}. */
    @CanIgnoreReturnValue
    public Reproduction bootstrap(int number) {
        resamples = OptionalInt.of(Comparison.enough(number));
        return this;
    }

    /** As {@link Comparison#retryFailed}. */
    @CanIgnoreReturnValue
    public Reproduction retryFailed(boolean again) {
        retry = again;
        return this;
    }

    /** As {@link Comparison#logs}. */
    @CanIgnoreReturnValue
    public Reproduction logs(Function<Path, RunLogs> below) {
        logs = below;
        return this;
    }

    /** How many bad lines of a public dataset are set aside before it is refused; 0 unless said otherwise. */
    @CanIgnoreReturnValue
    public Reproduction badLines(long number) {
        badLines = number;
        return this;
    }

    /** Who hears about progress. */
    @CanIgnoreReturnValue
    public Reproduction listen(ReproductionListener to) {
        listener = to;
        return this;
    }

    /**
     * Prepares and trains what is missing below a folder.
     *
     * @throws BadInput for any mistake in options or files, before the first training; and when something else was begun
     *     in the folder
     */
    public Reproduced run(Path out) {
        VariantSettings settings = settings();
        Map<String, List<RawFile>> files = usable(settings);
        ReproductionFolder folder = new ReproductionFolder(out);
        folder.begin(ReproductionFolder.Begun.of(result, data.simulation(), sourceSettings.bySource(), files));
        List<PreparedDataset> prepared =
                result.datasets().stream().map(d -> prepared(d, folder)).toList();
        List<ReproducedDataset> tables = new ArrayList<>();
        for (int i = 0; i < prepared.size(); i++) {
            PaperDataset dataset = result.datasets().get(i);
            listener.onCompared(dataset, i + 1, prepared.size());
            Comparison comparison = Comparison.on(prepared.get(i))
                    .variants(settings.variants())
                    .set(settings.shared())
                    .seeds(runs())
                    .retryFailed(retry)
                    .logs(logs)
                    .listen(listener);
            resamples.ifPresent(comparison::bootstrap);
            ComparisonResult compared = comparison.run(folder.of(dataset));
            tables.add(ReproducedDataset.of(
                    dataset,
                    data.simulation()
                            .map(how -> how.of(dataset.origin().source()))
                            .orElse(List.of()),
                    options(dataset),
                    result.variants(),
                    prepared.get(i).description(),
                    compared));
        }
        return new Reproduced(
                result.name(),
                result.title(),
                result.paper(),
                result.about(),
                data.simulation().orElse(null),
                preset.label(),
                runs(),
                protocol().settings(),
                sets,
                tables,
                result.notes(),
                "");
    }

    private Protocol protocol() {
        return result.protocol(preset);
    }

    private int runs() {
        return seeds.orElse(protocol().seeds());
    }

    private List<String> options(PaperDataset dataset) {
        return Stream.concat(
                        dataset.origin().options().stream(),
                        sourceSettings.of(dataset.origin().source()).stream())
                .toList();
    }

    /** Finds what is wrong with options and files before anything is prepared, and the files by source. */
    private Map<String, List<RawFile>> usable(VariantSettings settings) {
        settings.check(Optional.empty());
        if (runs() < 1) {
            throw new BadInput("seeds must be at least 1, got " + runs());
        }
        Problems problems = new Problems();
        Map<String, List<RawFile>> files = new LinkedHashMap<>();
        for (PaperDataset dataset : result.datasets()) {
            try {
                String source = dataset.origin().source();
                List<Path> found = data.check(dataset, sourceSettings.of(source));
                if (!found.isEmpty() && !files.containsKey(source)) {
                    files.put(source, found.stream().map(RawFile::of).toList());
                }
            } catch (BadInput e) {
                String.valueOf(e.getMessage()).lines().forEach(problems::add);
            }
        }
        problems.throwIfAny();
        return files;
    }

    private VariantSettings settings() {
        return new VariantSettings(
                        result.variants().stream().map(v -> v.under(protocol())).toList(),
                        protocol().settings())
                .with(sets);
    }

    private PreparedDataset prepared(PaperDataset dataset, ReproductionFolder folder) {
        if (folder.isPrepared(dataset)) {
            return PreparedDataset.open(folder.prepared(dataset));
        }
        Origin origin = dataset.origin();
        Origin.Made made = origin.make(new Origin.Making(
                data.files(origin.source(), folder, listener),
                sourceSettings.of(origin.source()),
                data.named(dataset.name()),
                badLines,
                folder.work(origin.source()),
                folder.prepared(dataset),
                listener.onPreparing(dataset)));
        listener.onPrepared(dataset, made);
        return made.dataset();
    }
}
