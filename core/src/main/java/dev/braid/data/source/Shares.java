package dev.braid.data.source;

import dev.braid.data.Split;
import dev.braid.data.spec.SplitRule;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Splits that several recipes use. */
final class Shares {
    private Shares() {}

    /** Random shares; a share of 0 is left out. */
    static SplitRule random(double train, double validation, double test, long seed) {
        Map<Split, Double> shares = new EnumMap<>(Split.class);
        shares.put(Split.TRAIN, train);
        shares.put(Split.VALIDATION, validation);
        shares.put(Split.TEST, test);
        shares.values().removeIf(share -> share == 0);
        return new SplitRule.ByFraction(shares, seed, Optional.empty());
    }

    /**
     * By ranges of a column: training before the first boundary, test from the second on.
     *
     * @param from the first value of the training split; empty: no lower end
     */
    static SplitRule ranges(String expression, Optional<String> from, String validation, String test) {
        Map<Split, SplitRule.Range> ranges = new EnumMap<>(Split.class);
        ranges.put(Split.TRAIN, new SplitRule.Range(from, Optional.of(validation)));
        ranges.put(Split.VALIDATION, new SplitRule.Range(Optional.of(validation), Optional.of(test)));
        ranges.put(Split.TEST, new SplitRule.Range(Optional.of(test), Optional.empty()));
        return new SplitRule.ByRange(expression, ranges, SplitRule.Others.DROP);
    }
}
