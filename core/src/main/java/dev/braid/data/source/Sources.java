package dev.braid.data.source;

import dev.braid.fault.BadInput;
import dev.braid.fault.NearestName;
import java.nio.file.Path;
import java.util.List;

/** The list of public datasets, one line each. */
public final class Sources {
    /** All of them, by name. */
    public static final List<SourceEntry<?>> ALL = List.of(
            AliCcp.ENTRY,
            AliExpress.ENTRY,
            CensusIncome.ENTRY,
            Criteo.ENTRY,
            CriteoAttribution.ENTRY,
            Hillstrom.ENTRY,
            WeChat2021.ENTRY);

    private Sources() {}

    /**
     * Criteo's display advertising log, which other datasets are derived from.
     *
     * @throws BadInput naming every file that is missing
     */
    public static Adapter criteo(CriteoOptions options, Path raw) {
        return Criteo.ENTRY.open(options, raw);
    }

    /** The files of {@link #criteo}. */
    public static List<Path> criteoFiles(CriteoOptions options, Path raw) {
        return Criteo.ENTRY.files(options, raw);
    }

    /**
     * The dataset of a name.
     *
     * @throws BadInput when there is none
     */
    public static SourceEntry<?> named(String name) {
        return ALL.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInput("no dataset is named '" + name + "'; "
                        + NearestName.suggestion(
                                name, ALL.stream().map(SourceEntry::name).toList())));
    }
}
