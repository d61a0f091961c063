package dev.braid.experiment.reproduce;

import dev.braid.data.prepare.PrepareOptions;
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
    public List<Path> files(Path raw, List<String> more) {
        return Sources.named(source).files(OptionReader.of(all(more)), raw);
    }

    @Override
    public Made make(Making making) {
        SourcePrepare.Result result = SourcePrepare.run(
                Sources.named(source).open(OptionReader.of(all(making.more())), making.raw()),
                making.name(),
                making.out(),
                making.badLines(),
                PrepareOptions.DEFAULTS,
                making.listener());
        return new Made(result.dataset(), Optional.of(result.report()));
    }

    private List<String> all(List<String> more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(more);
        return all;
    }
}
