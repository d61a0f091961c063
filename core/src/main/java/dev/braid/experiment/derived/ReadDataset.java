package dev.braid.experiment.derived;

import dev.braid.data.source.Adapter;
import dev.braid.data.source.SourceEntry;
import dev.braid.data.source.SourcePrepare;
import dev.braid.options.Option;
import dev.braid.options.OptionReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A dataset whose tasks stand in its files.
 *
 * @param entry which one
 */
record ReadDataset(SourceEntry<?> entry) implements PublicDataset {
    @Override
    public String name() {
        return entry.name();
    }

    @Override
    public String title() {
        return entry.title();
    }

    @Override
    public String page() {
        return entry.page();
    }

    @Override
    public String paper() {
        return entry.paper();
    }

    @Override
    public String about() {
        return entry.about();
    }

    @Override
    public List<String> files() {
        return entry.files();
    }

    @Override
    public List<Option> options() {
        return entry.options();
    }

    @Override
    public Preparable open(OptionReader reader, Path raw) {
        Adapter adapter = entry.open(reader, raw);
        return order -> {
            SourcePrepare.Result result = SourcePrepare.run(
                    adapter,
                    order.name().orElse(adapter.spec().name()),
                    order.out(),
                    order.badLines(),
                    order.options(),
                    order.listener());
            return new Preparable.Prepared(result.dataset(), Optional.of(result.report()), List.of());
        };
    }
}
