package dev.braid.experiment.reproduce;

import dev.braid.fault.BadInput;
import dev.braid.fault.NearestName;
import java.util.List;

/** The list of results that can be reproduced, one line each. */
public final class PaperResults {
    /** All of them, in the order of the papers. */
    public static final List<PaperResult> ALL = List.of(
            DephnTables.TABLE_1, DephnTables.TABLE_2, DephnFigures.FIG_5, DephnFigures.FIG_6, IgieTable.TABLE_2);

    private PaperResults() {}

    /**
     * The result of a name.
     *
     * @throws BadInput when there is none
     */
    public static PaperResult named(String name) {
        return ALL.stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInput("nothing named '" + name + "' can be reproduced; "
                        + NearestName.suggestion(
                                name, ALL.stream().map(PaperResult::name).toList())));
    }
}
