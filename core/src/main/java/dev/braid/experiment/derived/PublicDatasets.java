package dev.braid.experiment.derived;

import dev.braid.data.derive.ConfidenceFunction;
import dev.braid.data.source.Sources;
import dev.braid.fault.BadInput;
import dev.braid.fault.NearestName;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The list of public datasets that can be prepared. */
public final class PublicDatasets {
    /** Criteo with a task that grows with the first one's confidence. */
    public static final DerivedDataset CRITEO_R = new DerivedDataset(
            "criteo-r",
            "Criteo-R: two related tasks",
            "Tasks: task1 is 1[c > 0], task2 is 1[y_r > 0], where c is the calibrated logit of a network trained on the clicks and"
                    + " y_r = sgn(c)(2 ln(|c|+1) + 0.1 e^|c|) + noise.",
            ConfidenceFunction.RELATED);

    /** Criteo with a task that swings with the first one's confidence. */
    public static final DerivedDataset CRITEO_UR = new DerivedDataset(
            "criteo-ur",
            "Criteo-UR: two tasks that are less related",
            "Tasks: task1 is 1[c > 0], task2 is 1[y_ur > 0], where c is the calibrated logit of a network trained on the clicks and"
                    + " y_ur = sgn(c)(2 sin|c| + 0.1 cos|c|). The sign of y_ur leaves that of c at |c| = 3.09 only: with"
                    + " calibrate=conf the labels still correlate by about 0.9.",
            ConfidenceFunction.UNRELATED);

    /** All of them, by name. */
    public static final List<PublicDataset> ALL = Stream.<PublicDataset>concat(
                    Sources.ALL.stream().map(ReadDataset::new), Stream.of(CRITEO_R, CRITEO_UR))
            .sorted(Comparator.comparing(PublicDataset::name))
            .toList();

    private PublicDatasets() {}

    /**
     * The dataset of a name.
     *
     * @throws BadInput when there is none
     */
    public static PublicDataset named(String name) {
        return ALL.stream()
                .filter(dataset -> dataset.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInput("no dataset is named '" + name + "'; "
                        + NearestName.suggestion(
                                name, ALL.stream().map(PublicDataset::name).toList())));
    }
}
