package dev.braid.experiment.reproduce;

import dev.braid.data.prepare.PrepareOptions;
import dev.braid.experiment.derived.DerivedDataset;
import dev.braid.experiment.derived.Preparable;
import dev.braid.options.OptionReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A public dataset with tasks that are made of a network's confidence. All of them that are made of the same files share the
 * network.
 *
 * @param dataset which one
 * @param options over its defaults, each {@code key=value}
 */
record DerivedOrigin(DerivedDataset dataset, List<String> options) implements Origin {
    DerivedOrigin {
        options = List.copyOf(options);
    }

    @Override
    public String source() {
        return DerivedDataset.SOURCE;
    }

    @Override
    public List<Path> files(Path raw, List<String> more) {
        return dataset.files(OptionReader.of(all(more)), raw);
    }

    @Override
    public Made make(Making making) {
        Preparable.Prepared prepared = dataset.open(OptionReader.of(all(making.more())), making.raw())
                .prepare(new Preparable.Order(
                        Optional.of(making.name()),
                        making.out(),
                        making.badLines(),
                        PrepareOptions.DEFAULTS,
                        Optional.of(making.work()),
                        making.listener()));
        return new Made(prepared.dataset(), prepared.report());
    }

    private List<String> all(List<String> more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(more);
        return all;
    }
}
