package dev.braid.experiment.reproduce;

import dev.braid.fault.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Simulated files in place of published ones.
 *
 * @param rows of each public dataset, over all its splits
 * @param seed another seed, another world
 * @param options of the simulation of each public dataset, over those that go with so few rows, each {@code key=value}
 */
public record Simulation(long rows, long seed, Map<String, List<String>> options) {
    /** Enough for every task to have positives in every split. */
    public static final Simulation DEFAULTS = new Simulation(100_000, 1, Map.of());

    /** Rows of a public dataset, about; so many fewer rows have so many fewer users and items. */
    private static final double PUBLISHED_ROWS = 40e6;

    public Simulation {
        if (rows < 1) {
            throw new BadInput("rows must be at least 1, got " + rows);
        }
        options = new TreeMap<>(options);
    }

    /** All options of the simulation of a public dataset. */
    List<String> of(String source) {
        List<String> all = new ArrayList<>(List.of(
                "rows=" + rows, "seed=" + seed, "vocabulary=" + Math.min(1, Math.max(1e-4, rows / PUBLISHED_ROWS))));
        all.addAll(usual(source));
        all.addAll(options.getOrDefault(source, List.of()));
        return all;
    }

    /** Published rates are so small that a small file would have no conversion. */
    private static List<String> usual(String source) {
        return switch (source) {
            case "ali-ccp", "aliexpress", "criteo-attribution" -> List.of("clickRate=0.2", "conversionRate=0.2");
            default -> List.of();
        };
    }
}
