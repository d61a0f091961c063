package dev.braid.data.spec;

import dev.braid.data.Split;
import dev.braid.fault.Problems;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the split rules of a spec and checks that every split gets rows from somewhere. */
final class SplitReader {
    private static final List<String> SPLITS = List.of("train", "validation", "test");

    private final Problems problems;

    SplitReader(Problems problems) {
        this.problems = problems;
    }

    Map<FileGroup, SplitRule> read(SpecGroup top, Map<FileGroup, List<String>> files) {
        Map<FileGroup, SplitRule> rules = new EnumMap<>(FileGroup.class);
        top.node("split").ifPresent(node -> {
            SpecGroup group = new SpecGroup("split", node, problems, SpecKeys.FILES);
            for (FileGroup which : FileGroup.values()) {
                group.node(which.label()).ifPresent(rule -> {
                    if (!files.containsKey(which)) {
                        group.problem(rule, which.label(), "no files are named for '" + which.label() + "'");
                    }
                    rule(which, rule).ifPresent(r -> rules.put(which, r));
                });
            }
        });
        if (files.containsKey(FileGroup.ALL) && !rules.containsKey(FileGroup.ALL) && problems.isEmpty()) {
            top.problem("files for 'all' need a rule, for example split: {all: {fraction: {train: 0.8, validation: 0.1,"
                    + " test: 0.1}, seed: 1}}");
        }
        if (problems.isEmpty()) {
            unreached(files.keySet(), rules)
                    .forEach(split -> top.problem("no rows would go to the split '" + split.label()
                            + "'; name files for it, or a rule under 'split' that gives it rows"));
        }
        return rules;
    }

    private static Set<Split> unreached(Set<FileGroup> groups, Map<FileGroup, SplitRule> rules) {
        Set<Split> open = EnumSet.allOf(Split.class);
        for (FileGroup group : groups) {
            Optional<SplitRule> rule = Optional.ofNullable(rules.get(group));
            rule.ifPresentOrElse(
                    r -> open.removeAll(r.<Set<Split>>match(
                            f -> f.fractions().keySet(), v -> v.values().keySet(), g -> g.ranges()
                                    .keySet())),
                    () -> group.split().ifPresent(open::remove));
        }
        return open;
    }

    private Optional<SplitRule> rule(FileGroup which, SpecNode node) {
        SpecGroup group = new SpecGroup("split of '" + which.label() + "'", node, problems, SpecKeys.SPLIT);
        List<String> kinds =
                Stream.of("fraction", "column", "time").filter(group::has).toList();
        if (kinds.size() != 1) {
            group.problem("exactly one of fraction, column and time is expected, got "
                    + (kinds.isEmpty() ? "none" : String.join(" and ", kinds)));
            return Optional.empty();
        }
        List<String> known =
                switch (kinds.get(0)) {
                    case "fraction" -> List.of("fraction", "seed", "key");
                    case "column" -> List.of("column", "values", "others");
                    default -> List.of("time", "ranges", "others");
                };
        group.entries().keySet().stream()
                .filter(key -> SpecKeys.SPLIT.contains(key) && !known.contains(key))
                .forEach(key -> {
                    group.problem(group.entries().get(key), key, "does not go with '" + kinds.get(0) + "'");
                });
        SplitRule.Others others = group.choice("others", SplitRule.Others.class).orElse(SplitRule.Others.ERROR);
        return Optional.of(
                switch (kinds.get(0)) {
                    case "fraction" ->
                        new SplitRule.ByFraction(
                                fractions(group), group.whole("seed", 0, Long.MIN_VALUE), group.text("key"));
                    case "column" -> new SplitRule.ByValue(group.text("column").orElse(""), values(group), others);
                    default -> new SplitRule.ByRange(group.text("time").orElse(""), ranges(group), others);
                });
    }

    private Map<Split, Double> fractions(SpecGroup rule) {
        SpecNode node = rule.entries().get("fraction");
        SpecGroup group = new SpecGroup("fraction", node, problems, SPLITS);
        Map<Split, Double> fractions = new EnumMap<>(Split.class);
        double sum = 0;
        for (Split split : Split.values()) {
            if (group.has(split.label())) {
                double share = group.number(split.label(), 0);
                if (share <= 0) {
                    group.problem(
                            group.entries().get(split.label()),
                            split.label(),
                            "a number above 0 is expected, got " + share);
                }
                fractions.put(split, share);
                sum += share;
            }
        }
        if (Math.abs(sum - 1) > 1e-9) {
            group.problem("the fractions must sum to 1, but sum to " + (float) sum);
        }
        return fractions;
    }

    private Map<Split, List<String>> values(SpecGroup rule) {
        Map<Split, List<String>> values = new EnumMap<>(Split.class);
        if (!rule.has("values")) {
            rule.problem("'values' is missing, for example values: {train: [1, 2], validation: [3], test: [4]}");
            return values;
        }
        SpecGroup group = new SpecGroup("values", rule.entries().get("values"), problems, SPLITS);
        List<String> seen = new ArrayList<>();
        for (Split split : Split.values()) {
            if (group.has(split.label())) {
                List<String> texts = group.texts(split.label());
                texts.stream()
                        .filter(seen::contains)
                        .forEach(t -> group.problem(
                                group.entries().get(split.label()), split.label(), "'" + t + "' is claimed twice"));
                seen.addAll(texts);
                values.put(split, List.copyOf(texts));
            }
        }
        return values;
    }

    private Map<Split, SplitRule.Range> ranges(SpecGroup rule) {
        Map<Split, SplitRule.Range> ranges = new EnumMap<>(Split.class);
        if (!rule.has("ranges")) {
            rule.problem("'ranges' is missing, for example ranges: {train: {before: 13}, validation: {from: 13,"
                    + " before: 14}, test: {from: 14}}");
            return ranges;
        }
        SpecGroup group = new SpecGroup("ranges", rule.entries().get("ranges"), problems, SPLITS);
        for (Split split : Split.values()) {
            group.node(split.label()).ifPresent(node -> {
                SpecGroup range =
                        new SpecGroup("range of '" + split.label() + "'", node, problems, List.of("from", "before"));
                if (!range.has("from") && !range.has("before")) {
                    range.problem("name 'from', 'before' or both");
                }
                ranges.put(split, new SplitRule.Range(range.text("from"), range.text("before")));
            });
        }
        return ranges;
    }
}
