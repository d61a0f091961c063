package dev.braid.data.derive;

import dev.braid.data.Split;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What a network says of every row of a dataset: 8 bytes a row, by split in the order of the split's rows. */
public final class Logits {
    private final Map<Split, double[]> values = new EnumMap<>(Split.class);

    /**
     * Takes the arrays as they are; nobody may change them any more.
     *
     * @param values per split a finite number for each row
     */
    public Logits(Map<Split, double[]> values) {
        this.values.putAll(values);
    }

    /** Sees a row. */
    @FunctionalInterface
    interface Visitor {
        /**
         * @param row its number over all splits, from 0
         */
        void see(long row, double logit);
    }

    /** Number of rows of all splits. */
    public long rows() {
        return values.values().stream().mapToLong(v -> v.length).sum();
    }

    /** The logit of a split's row. */
    double at(Split split, int row) {
        return of(split)[row];
    }

    private double[] of(Split split) {
        return Optional.ofNullable(values.get(split)).orElseThrow();
    }

    /** The number of a split's first row, counted over all splits. */
    long first(Split split) {
        return Arrays.stream(Split.values())
                .filter(s -> s.code() < split.code() && values.containsKey(s))
                .mapToLong(s -> of(s).length)
                .sum();
    }

    /** Shows every row, always in the same order. */
    void forEach(Visitor visitor) {
        values.forEach((split, logits) -> {
            long first = first(split);
            for (int i = 0; i < logits.length; i++) {
                visitor.see(first + i, logits[i]);
            }
        });
    }
}
