package dev.braid.explain;

import dev.braid.nn.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up the gates of many passes, reader by reader. */
final class GateStatistics {
    private final Map<List<String>, Sums> byReader = new LinkedHashMap<>(); // by place and reader

    /** What is known of one reader. */
    private static final class Sums {
        private final List<String> choices;
        private final double[] weights;
        private final double[] squares;
        private final double[] shares;
        private final long[] largest;
        private final double[] first;
        private double entropies;
        private long rows;
        private boolean fixed = true;

        Sums(List<String> choices, double[] first) {
            this.choices = choices;
            this.first = first;
            weights = new double[choices.size()];
            squares = new double[choices.size()];
            shares = new double[choices.size()];
            largest = new long[choices.size()];
        }

        void add(double[] values, boolean shared) {
            int n = choices.size();
            fixed &= shared;
            for (int from = 0; from < values.length; from += n) {
                addRow(values, from);
            }
        }

        /** Weights are added as their distance to the first row's, which keeps the deviation exact where all are alike. */
        private void addRow(double[] values, int from) {
            int n = choices.size();
            double total = 0;
            int most = 0;
            for (int i = 0; i < n; i++) {
                double w = values[from + i];
                weights[i] += w - first[i];
                squares[i] += (w - first[i]) * (w - first[i]);
                total += Math.abs(w);
                most = Math.abs(w) > Math.abs(values[from + most]) ? i : most;
            }
            largest[most]++;
            double entropy = 0;
            for (int i = 0; i < n; i++) {
                double share = total == 0 ? 1.0 / n : Math.abs(values[from + i]) / total;
                shares[i] += share;
                entropy -= share > 0 ? share * Math.log(share) : 0;
            }
            entropies += n == 1 ? 0 : entropy / Math.log(n);
            rows++;
        }

        void add(Sums other) {
            fixed &= other.fixed;
            for (int i = 0; i < weights.length; i++) {
                double apart = other.first[i] - first[i];
                weights[i] += other.weights[i] + other.rows * apart;
                squares[i] += other.squares[i] + 2 * apart * other.weights[i] + other.rows * apart * apart;
                shares[i] += other.shares[i];
                largest[i] += other.largest[i];
            }
            entropies += other.entropies;
            rows += other.rows;
        }

        GateSummary summary(String place, String reader) {
            List<Double> mean = new ArrayList<>();
            List<Double> deviation = new ArrayList<>();
            for (int i = 0; i < weights.length; i++) {
                double off = weights[i] / rows;
                mean.add(first[i] + off);
                deviation.add(Math.sqrt(Math.max(0, squares[i] / rows - off * off)));
            }
            List<Double> most =
                    Arrays.stream(largest).mapToObj(n -> (double) n / rows).toList();
            List<Double> share = Arrays.stream(shares).mapToObj(s -> s / rows).toList();
            return new GateSummary(place, reader, choices, fixed, mean, deviation, share, most, entropies / rows);
        }
    }

    /** Adds the gate of some rows. */
    void add(Trace.Gate gate) {
        double[] values = gate.weights().toDoubles();
        int n = gate.choices().size();
        byReader.computeIfAbsent(
                        List.of(gate.place(), gate.reader()), key -> new Sums(gate.choices(), Arrays.copyOf(values, n)))
                .add(values, gate.weights().size(0) == 1);
    }

    /** Adds what others added up. */
    void add(GateStatistics other) {
        other.byReader.forEach((key, sums) -> byReader.computeIfAbsent(key, k -> new Sums(sums.choices, sums.first))
                .add(sums));
    }

    /** Every reader's gate, in the order in which they were seen. */
    List<GateSummary> summaries() {
        List<GateSummary> all = new ArrayList<>();
        byReader.forEach((key, sums) -> all.add(sums.summary(key.get(0), key.get(1))));
        return all;
    }
}
