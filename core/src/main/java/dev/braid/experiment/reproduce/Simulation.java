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

    public Simulation {
        if (rows < 1) {
            throw new BadInput("rows must be at least 1, got " + rows);
        }
        options = new TreeMap<>(options);
    }

    /** All options of the simulation of a public dataset. */
    List<String> of(String source) {
        List<String> all = new ArrayList<>(List.of("rows=" + rows, "seed=" + seed));
        all.addAll(usual(source));
        all.addAll(options.getOrDefault(source, List.of()));
        return all;
    }

    /** Fewer rows have fewer users and items; and at published rates a small file would have no conversion. */
    private List<String> usual(String source) {
        return switch (source) {
            case "ali-ccp" -> List.of(vocabulary(85e6), "clickRate=0.2", "conversionRate=0.2");
            case "aliexpress" -> List.of("clickRate=0.2", "conversionRate=0.2");
            case "criteo-attribution" -> List.of(vocabulary(16.5e6));
            case "wechat-2021" -> List.of(vocabulary(7.3e6), "rates=3");
            default -> List.of(vocabulary(46e6));
        };
    }

    private String vocabulary(double publishedRows) {
        return "vocabulary=" + Math.min(1, Math.max(1e-4, rows / publishedRows));
    }
}
