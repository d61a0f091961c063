package dev.braid.model;

import dev.braid.options.Option;
import dev.braid.options.OptionCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Random values for every option of a record that has a part in the mathematics: small layers, strong penalties. */
final class DrawnOptions {
    /** Counts by the last part of their name, from least to most. */
    private static final Map<String, int[]> COUNTS = Map.ofEntries(
            Map.entry("experts", new int[] {1, 3}),
            Map.entry("groups", new int[] {1, 3}),
            Map.entry("sharedExperts", new int[] {0, 3}),
            Map.entry("taskExperts", new int[] {0, 3}),
            Map.entry("subnetworks", new int[] {1, 3}),
            Map.entry("subspaces", new int[] {1, 3}),
            Map.entry("heads", new int[] {1, 2}),
            Map.entry("layers", new int[] {1, 3}),
            Map.entry("crossLayers", new int[] {1, 3}),
            Map.entry("fieldLayers", new int[] {1, 3}),
            Map.entry("crossRank", new int[] {0, 2}),
            Map.entry("crossExperts", new int[] {0, 2}),
            Map.entry("fieldExperts", new int[] {0, 2}),
            Map.entry("privateExperts", new int[] {1, 2}),
            Map.entry("projectionWidth", new int[] {1, 4}),
            Map.entry("warmUpSteps", new int[] {0, 2}));

    /** Amounts likewise: what weighs in the loss weighs enough to be seen. */
    private static final Map<String, double[]> AMOUNTS = Map.ofEntries(
            Map.entry("strength", new double[] {0.1, 2}),
            Map.entry("orthogonality", new double[] {0.1, 2}),
            Map.entry("openRoutes", new double[] {0.1, 2}),
            Map.entry("initialLogAlpha", new double[] {-1, 2}),
            Map.entry("initialSpread", new double[] {0.1, 2}),
            Map.entry("ownShare", new double[] {0.3, 0.9}),
            Map.entry("calibrator", new double[] {0.1, 2}),
            Map.entry("counterfactual", new double[] {0.1, 2}),
            Map.entry("global", new double[] {0.1, 2}),
            Map.entry("clip", new double[] {0.01, 0.5}),
            Map.entry("cap", new double[] {1, 20}),
            Map.entry("prior", new double[] {0.1, 0.9}));

    private final SplittableRandom random;
    private final boolean batchNorm;
    private final boolean virtualGradient;

    /**
     * @param batchNorm whether layers may be normalised over the batch
     * @param virtualGradient whether gates' gradients may be others than the loss's
     */
    DrawnOptions(SplittableRandom random, boolean batchNorm, boolean virtualGradient) {
        this.random = random;
        this.batchNorm = batchNorm;
        this.virtualGradient = virtualGradient;
    }

    /** Settings that the record accepts together. */
    String[] of(Record defaults) {
        List<String> candidates = new ArrayList<>();
        for (Option option : OptionCatalogue.of("", defaults)) {
            values(option).forEach(value -> candidates.add(option.name() + "=" + value));
        }
        return AcceptedSettings.of(defaults, candidates);
    }

    /** Values to try, a later one over an earlier; none leaves the default. */
    private List<String> values(Option option) {
        String last = option.name().substring(option.name().lastIndexOf('.') + 1);
        if (last.toLowerCase(Locale.ROOT).endsWith("hidden")) {
            return List.of("[3]", "[6,6]", sizes().toString());
        }
        if (last.toLowerCase(Locale.ROOT).endsWith("dropout")) {
            String rate = random.nextBoolean() ? "0.3" : "0";
            return List.of(option.type().startsWith("list") ? "[" + rate + "]" : rate);
        }
        if (COUNTS.containsKey(last)) {
            return List.of(String.valueOf(random.nextInt(COUNTS.get(last)[0], COUNTS.get(last)[1] + 1)));
        }
        if (AMOUNTS.containsKey(last)) {
            return List.of(String.valueOf(random.nextDouble(AMOUNTS.get(last)[0], AMOUNTS.get(last)[1])));
        }
        return switch (last) {
            case "maps" ->
                List.of(random.ints(random.nextInt(1, 4), 1, 6).boxed().toList().toString());
            case "levels" ->
                List.of(Stream.generate(this::someSizes)
                        .limit(random.nextInt(1, 4))
                        .toList()
                        .toString());
            case "crosses" -> random.nextBoolean() ? List.of("[a*b]") : List.of();
            case "batchNorm" -> List.of(String.valueOf(batchNorm && random.nextBoolean()));
            case "enabled" -> List.of(String.valueOf(virtualGradient && random.nextBoolean()));
            default -> anyOf(option);
        };
    }

    private List<String> anyOf(Option option) {
        if (option.type().equals("boolean")) {
            return List.of(String.valueOf(random.nextBoolean()));
        }
        if (option.allowed().isEmpty()) {
            return List.of();
        }
        String first = option.allowed().get(random.nextInt(option.allowed().size()));
        if (!option.type().startsWith("list")) {
            return List.of(first);
        }
        String some = option.allowed().stream()
                .filter(choice -> choice.equals(first) || random.nextBoolean())
                .collect(Collectors.joining(",", "[", "]"));
        return List.of(some);
    }

    private List<Integer> sizes() {
        return random.ints(random.nextInt(0, 3), 1, 6).boxed().toList();
    }

    private List<Integer> someSizes() {
        return random.ints(random.nextInt(1, 3), 1, 6).boxed().toList();
    }
}
