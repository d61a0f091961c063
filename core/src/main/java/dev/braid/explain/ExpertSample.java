package dev.braid.explain;

import dev.braid.nn.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the outputs of experts on the first rows that it sees, and compares them. */
final class ExpertSample {
    private final int most;
    private final Map<String, Map<String, Outputs>> byPlace = new LinkedHashMap<>();

    /** The outputs of one expert, row by row. */
    private static final class Outputs {
        private final int width;
        private final List<double[]> rows = new ArrayList<>();

        Outputs(int width) {
            this.width = width;
        }
    }

    /**
     * @param most rows to keep
     */
    ExpertSample(int most) {
        this.most = most;
    }

    void add(Trace.Experts experts) {
        Map<String, Outputs> known = byPlace.computeIfAbsent(experts.place(), p -> new LinkedHashMap<>());
        int rows = (int) experts.outputs().size(1);
        int width = (int) experts.outputs().size(2);
        List<Outputs> kept = experts.names().stream()
                .map(name -> known.computeIfAbsent(name, n -> new Outputs(width)))
                .toList();
        if (kept.stream().allMatch(k -> k.rows.size() >= most)) {
            return;
        }
        double[] values = experts.outputs().toDoubles(); // [N, B, u]
        for (int i = 0; i < kept.size(); i++) {
            for (int b = 0; b < rows && kept.get(i).rows.size() < most; b++) {
                int from = (i * rows + b) * width;
                kept.get(i).rows.add(java.util.Arrays.copyOfRange(values, from, from + width));
            }
        }
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
                    outputs.stream().map(ExpertSample::active).toList(),
                    outputs.stream().map(ExpertSample::magnitude).toList(),
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
        return java.util.Arrays.stream(shares).boxed().toList();
    }

    private static double active(Outputs outputs) {
        int varying = 0;
        for (int u = 0; u < outputs.width; u++) {
            int unit = u;
            double first = outputs.rows.isEmpty() ? 0 : outputs.rows.get(0)[u];
            varying += outputs.rows.stream().anyMatch(row -> row[unit] != first) ? 1 : 0;
        }
        return (double) varying / outputs.width;
    }

    private static double magnitude(Outputs outputs) {
        double squares = 0;
        for (double[] row : outputs.rows) {
            for (double x : row) {
                squares += x * x;
            }
        }
        return outputs.rows.isEmpty() ? 0 : Math.sqrt(squares / ((double) outputs.rows.size() * outputs.width));
    }

    private static List<List<@Nullable Double>> similarity(List<Outputs> outputs) {
        List<double[][]> grams = outputs.stream()
                .map(o -> Cka.gram(o.rows.toArray(double[][]::new)))
                .toList();
        List<List<@Nullable Double>> table = new ArrayList<>();
        for (double[][] a : grams) {
            List<@Nullable Double> row = new ArrayList<>();
            for (double[][] b : grams) {
                double value = Cka.of(a, b);
                row.add(Double.isNaN(value) ? null : value);
            }
            table.add(row);
        }
        return table;
    }
}
