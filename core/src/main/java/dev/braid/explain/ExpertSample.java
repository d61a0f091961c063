package dev.braid.explain;

import dev.braid.nn.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sums up what experts put out, and compares them. Magnitude and activity are those of all rows; similarity is that of rows
 * spread evenly over all, always the same ones.
 */
final class ExpertSample {
    private final long kept;
    private final long rows;
    private final Map<String, Map<String, Outputs>> byPlace = new LinkedHashMap<>();

    /** The outputs of one expert. */
    private static final class Outputs {
        private final int width;
        private final boolean[] varies;
        private final List<double[]> sample = new ArrayList<>();
        private double[] first = {};
        private double squares;
        private long seen;

        Outputs(int width) {
            this.width = width;
            this.varies = new boolean[width];
        }

        void add(double[] row, boolean keep) {
            if (seen == 0) {
                first = row;
            }
            for (int u = 0; u < width; u++) {
                varies[u] |= row[u] != first[u];
                squares += row[u] * row[u];
            }
            if (keep) {
                sample.add(row);
            }
            seen++;
        }

        double active() {
            int varying = 0;
            for (boolean unit : varies) {
                varying += unit ? 1 : 0;
            }
            return (double) varying / width;
        }

        double magnitude() {
            return seen == 0 ? 0 : Math.sqrt(squares / ((double) seen * width));
        }
    }

    /**
     * @param most rows to compare experts on
     * @param rows how many there will be
     */
    ExpertSample(int most, long rows) {
        this.kept = Math.min(most, rows);
        this.rows = rows;
    }

    void add(Trace.Experts experts) {
        Map<String, Outputs> known = byPlace.computeIfAbsent(experts.place(), p -> new LinkedHashMap<>());
        int batch = (int) experts.outputs().size(1);
        int width = (int) experts.outputs().size(2);
        double[] values = experts.outputs().toDoubles(); // [N, B, u]
        for (int i = 0; i < experts.names().size(); i++) {
            Outputs outputs = known.computeIfAbsent(experts.names().get(i), n -> new Outputs(width));
            for (int b = 0; b < batch; b++) {
                int from = (i * batch + b) * width;
                outputs.add(Arrays.copyOfRange(values, from, from + width), keeps(outputs.seen));
            }
        }
    }

    /** Whether a row is the last of one of as many equal shares as there are rows to keep. */
    private boolean keeps(long row) {
        return (row + 1) * kept / rows > row * kept / rows;
    }

    /**
     * What is known of the experts, place by place.
     *
     * @param gates over them, under the names of traces
     */
    List<ExpertSummary> summaries(List<GateSummary> gates) {
        List<ExpertSummary> all = new ArrayList<>();
        byPlace.forEach((place, experts) -> {
            List<String> names = List.copyOf(experts.keySet());
            List<Outputs> outputs = List.copyOf(experts.values());
            all.add(new ExpertSummary(
                    place,
                    names,
                    utilisation(
                            names,
                            gates.stream().filter(g -> g.place().equals(place)).toList()),
                    outputs.stream().map(Outputs::active).toList(),
                    outputs.stream().map(Outputs::magnitude).toList(),
                    similarity(outputs)));
        });
        return all;
    }

    /** An expert that is seen through several mappings has the shares of all of them. */
    private static List<Double> utilisation(List<String> experts, List<GateSummary> gates) {
        if (gates.isEmpty()) {
            return List.of();
        }
        double[] shares = new double[experts.size()];
        for (GateSummary gate : gates) {
            for (int c = 0; c < gate.choices().size(); c++) {
                String choice = gate.choices().get(c);
                for (int i = 0; i < shares.length; i++) {
                    boolean own = choice.equals(experts.get(i)) || choice.startsWith(experts.get(i) + ".");
                    shares[i] += own ? gate.share().get(c) / gates.size() : 0;
                }
            }
        }
        return Arrays.stream(shares).boxed().toList();
    }

    private static List<List<@Nullable Double>> similarity(List<Outputs> outputs) {
        List<double[]> grams = outputs.stream()
                .map(o -> Cka.gram(o.sample.toArray(double[][]::new)))
                .toList();
        List<List<@Nullable Double>> table = new ArrayList<>();
        for (double[] a : grams) {
            List<@Nullable Double> row = new ArrayList<>();
            for (double[] b : grams) {
                double value = Cka.of(a, b);
                row.add(Double.isNaN(value) ? null : value);
            }
            table.add(row);
        }
        return table;
    }
}
