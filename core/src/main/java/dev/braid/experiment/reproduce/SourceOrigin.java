package dev.braid.experiment.reproduce;

import dev.braid.data.prepare.PrepareOptions;
import dev.braid.data.source.Adapter;
import dev.braid.data.source.SourcePrepare;
import dev.braid.data.source.Sources;
import dev.braid.options.OptionReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A public dataset as its adapter reads it.
 *
 * @param source its name
 * @param options of its adapter, each {@code key=value}
 */
public record SourceOrigin(String source, List<String> options) implements Origin {
    public SourceOrigin {
        options = List.copyOf(options);
    }

    /** A public dataset with options. */
    static SourceOrigin of(String source, String... options) {
        return new SourceOrigin(source, List.of(options));
    }

    @Override
    public void check(Path raw, List<String> more) {
        Adapter found = open(raw, more);
        if (found.spec().tasks().isEmpty()) {
            throw new IllegalStateException(source + " has no task");
        }
    }

    @Override
    public Made make(Making making) {
        SourcePrepare.Result result = SourcePrepare.run(
                open(making.raw(), making.more()),
                making.name(),
                making.out(),
                making.badLines(),
                PrepareOptions.DEFAULTS,
                making.listener());
        return new Made(result.dataset(), Optional.of(result.report()));
    }

    private Adapter open(Path raw, List<String> more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(more);
        return Sources.named(source).open(OptionReader.of(all), raw);
    }
}
