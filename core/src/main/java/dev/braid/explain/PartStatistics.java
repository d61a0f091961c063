package dev.braid.explain;

import dev.braid.nn.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up the absolute values of the parts of logits. */
final class PartStatistics {
    private final Map<String, Map<String, double[]>> sums = new LinkedHashMap<>(); // task, part: {Σ|l|, rows}

    void add(Trace.Part part) {
        double[] values = part.logit().toDoubles();
        double[] sum = sums.computeIfAbsent(part.reader(), t -> new LinkedHashMap<>())
                .computeIfAbsent(part.part(), p -> new double[2]);
        sum[0] += Arrays.stream(values).map(Math::abs).sum();
        sum[1] += values.length;
    }

    List<PartSummary> summaries() {
        List<PartSummary> all = new ArrayList<>();
        sums.forEach((task, parts) -> all.add(new PartSummary(
                task,
                List.copyOf(parts.keySet()),
                parts.values().stream().map(sum -> sum[0] / sum[1]).toList())));
        return all;
    }
}
