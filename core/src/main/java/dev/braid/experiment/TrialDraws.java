package dev.braid.experiment;

import dev.braid.fault.BadInput;
import dev.braid.options.Dimension;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Draws the settings of trials. What an option is drawn as depends on its name and the number of the trial alone, so trial 5
 * of two models has the same learning rate.
 *
 * @param seed of the draws
 */
record TrialDraws(long seed) {
    private static final int ATTEMPTS = 1000;

    /**
     * Settings that all differ, the first one empty.
     *
     * @param trials how many
     * @param effective what settings amount to, so that two ways of saying one thing count once
     * @throws BadInput when there are not as many
     */
    List<List<String>> settings(
            String label, List<Dimension> space, int trials, Function<List<String>, String> effective) {
        List<List<String>> settings = new ArrayList<>();
        Set<String> known = new HashSet<>();
        settings.add(List.of());
        known.add(effective.apply(List.of()));
        for (int trial = 2; trial <= trials; trial++) {
            int attempt = 0;
            List<String> drawn = draw(space, trial, attempt);
            while (!known.add(effective.apply(drawn))) {
                attempt++;
                if (attempt == ATTEMPTS) {
                    throw new BadInput("--trials " + trials + ": the search space of " + label + " has only "
                            + known.size() + " different settings; name fewer trials, or widen its space");
                }
                drawn = draw(space, trial, attempt);
            }
            settings.add(drawn);
        }
        return settings;
    }

    private List<String> draw(List<Dimension> space, int trial, int attempt) {
        return space.stream()
                .map(dimension -> dimension.option() + "=" + dimension.value(at(dimension.option(), trial, attempt)))
                .toList();
    }

    private double at(String option, int trial, int attempt) {
        long mixed = ((seed * 31 + option.hashCode()) * 1_000_003 + trial) * ATTEMPTS + attempt;
        return new SplittableRandom(mixed).nextDouble();
    }
}
