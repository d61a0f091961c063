package dev.braid.options;

import dev.braid.fault.BadInput;
import dev.braid.fault.NearestName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which values a search tries, read from YAML:
 *
 * <pre>
 * all:                                                        # every model
 *   optimizer.learningRate: {from: 0.0003, to: 0.01, scale: log}
 *   embedding.width: [8, 16, 32]
 * models:                                                     # one model, by its label
 *   mmoe:
 *     model.experts: {from: 2, to: 16, scale: log}
 * </pre>
 *
 * @param all of every model
 * @param models of one model each, over {@code all}
 */
public record SearchSpace(List<Dimension> all, Map<String, List<Dimension>> models) {
    private static final Set<String> GROUPS = Set.of("all", "models");
    private static final Set<String> RANGE = Set.of("from", "to", "scale");

    public SearchSpace {
        all = List.copyOf(all);
        models = Map.copyOf(models);
    }

    /**
     * Reads a file.
     *
     * @param labels of the models that there are
     * @throws BadInput naming the line of a mistake; whether the options exist is left to who knows the models
     */
    public static SearchSpace read(Path yaml, Collection<String> labels) {
        ConfigNode.Mapping top = ConfigFile.read(yaml);
        requireKnown(top, GROUPS, "a search space has 'all' and 'models'");
        List<Dimension> all = new ArrayList<>();
        Map<String, List<Dimension>> models = new LinkedHashMap<>();
        ConfigNode shared = top.entries().get("all");
        if (shared != null) {
            all.addAll(dimensions(shared));
        }
        ConfigNode own = top.entries().get("models");
        if (own != null) {
            ConfigNode.Mapping each = mapping(own, "the labels of models");
            requireKnown(each, labels, "it is none of the compared models");
            each.entries().forEach((label, node) -> models.put(label, dimensions(node)));
        }
        if (all.isEmpty() && models.values().stream().allMatch(List::isEmpty)) {
            throw new BadInput(yaml + ": nothing to search; name options under 'all' or 'models'");
        }
        return new SearchSpace(all, models);
    }

    /** What is searched for one model: its own dimensions, then those of all that it does not have of its own. */
    public List<Dimension> of(String label) {
        Map<String, Dimension> byOption = new LinkedHashMap<>();
        all.forEach(dimension -> byOption.put(dimension.option(), dimension));
        models.getOrDefault(label, List.of()).forEach(dimension -> byOption.put(dimension.option(), dimension));
        return List.copyOf(byOption.values());
    }

    private static void requireKnown(ConfigNode.Mapping mapping, Collection<String> known, String why) {
        mapping.entries().forEach((key, node) -> {
            if (!known.contains(key)) {
                throw new BadInput(
                        node.place() + ": '" + key + "': " + why + "; " + NearestName.suggestion(key, known));
            }
        });
    }

    private static ConfigNode.Mapping mapping(ConfigNode node, String expected) {
        if (node instanceof ConfigNode.Mapping mapping) {
            return mapping;
        }
        throw new BadInput(node.place() + ": " + node.shown() + " stands where " + expected + " are expected");
    }

    private static List<Dimension> dimensions(ConfigNode group) {
        List<Dimension> dimensions = new ArrayList<>();
        mapping(group, "options").entries().forEach((option, node) -> dimensions.add(dimension(option, node)));
        return dimensions;
    }

    private static Dimension dimension(String option, ConfigNode node) {
        if (node instanceof ConfigNode.Sequence choices && !choices.items().isEmpty()) {
            List<String> values =
                    choices.items().stream().map(SearchSpace::text).toList();
            if (Set.copyOf(values).size() < values.size()) {
                throw new BadInput(node.place() + ": " + option + ": a choice is written twice; keep one");
            }
            return new Dimension.Choices(option, values, node.place());
        }
        if (node instanceof ConfigNode.Mapping range && range.entries().containsKey("from")) {
            requireKnown(range, RANGE, "a range has 'from', 'to' and 'scale'");
            return range(option, range);
        }
        throw new BadInput(node.place() + ": " + option + ": " + node.shown()
                + " is nothing to choose from; write a list of choices, [8, 16], or a range, {from: 8, to: 16}");
    }

    private static Dimension range(String option, ConfigNode.Mapping range) {
        String from = end(option, range, "from");
        String to = end(option, range, "to");
        ConfigNode scale = range.entries().get("scale");
        String scaled = scale == null ? "linear" : text(scale);
        if (!scaled.equals("linear") && !scaled.equals("log")) {
            throw new BadInput(range.place() + ": " + option + ": scale is log or linear, got '" + scaled + "'");
        }
        return Dimension.Range.of(option, from, to, scaled.equals("log"), range.place());
    }

    private static String end(String option, ConfigNode.Mapping range, String name) {
        ConfigNode end = range.entries().get(name);
        if (end == null) {
            throw new BadInput(
                    range.place() + ": " + option + ": a range needs 'from' and 'to'; '" + name + "' is missing");
        }
        return text(end);
    }

    /** A value as {@code --set} takes it. */
    private static String text(ConfigNode node) {
        if (node instanceof ConfigNode.Sequence list) {
            return "["
                    + String.join(
                            ", ", list.items().stream().map(SearchSpace::text).toList()) + "]";
        }
        if (node instanceof ConfigNode.Scalar scalar) {
            return scalar.isNull() ? "null" : scalar.text();
        }
        throw new BadInput(node.place() + ": a group of keys is no value; write options as optimizer.learningRate");
    }
}
