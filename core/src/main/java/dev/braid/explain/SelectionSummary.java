package dev.braid.explain;

import java.util.List;

/**
 * A soft selection gate (DE-PHN eq. 1 and Fig. 3a): the share of the attended embedding at every coordinate; the rest is raw.
 *
 * @param place the gate's place, such as {@code select dnn}
 * @param fields the fields' names
 * @param share G, {@code [F][k]}
 */
public record SelectionSummary(String place, List<String> fields, List<List<Double>> share) {
    public SelectionSummary {
        fields = List.copyOf(fields);
        share = List.copyOf(share);
    }

    /** The mean over the coordinates of each field. */
    public List<Double> perField() {
        return share.stream()
                .map(k -> k.stream().mapToDouble(x -> x).average().orElse(Double.NaN))
                .toList();
    }
}
