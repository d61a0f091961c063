package dev.braid.options;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.braid.fault.BadInput;
import dev.braid.fault.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lays what a person wrote, first a YAML file and then {@code --set key=value}, over the defaults of options records.
 * Each {@link #section} takes its part; {@link #finish} refuses what no section took and throws every problem at once:
 *
 * <pre>{@code
 * OptionReader reader = OptionReader.of(Path.of("run.yaml"), List.of("model.experts=8"));
 * MmoeOptions model = reader.section("model", MmoeOptions.DEFAULTS);
 * TrainOptions train = reader.section("train", TrainOptions.DEFAULTS);
 * reader.finish();
 * }</pre>
 *
 * Until {@code finish} has returned, a record may hold defaults in place of values that were refused.
 */
public final class OptionReader {
    private final ConfigNode.Mapping top;
    private final Problems problems = new Problems();
    private final List<Option> known = new ArrayList<>();
    private final Map<String, Record> effective = new LinkedHashMap<>();

    private OptionReader(ConfigNode.Mapping top, List<String> sets) {
        this.top = top;
        sets.forEach(set -> Assignment.parse(set, problems).ifPresent(a -> a.layOver(top)));
    }

    /**
     * Reads nothing but {@code --set} options.
     *
     * @param sets each {@code key=value}; a later one wins
     */
    public static OptionReader of(List<String> sets) {
        return new OptionReader(ConfigNode.Mapping.empty("--set"), sets);
    }

    /**
     * Reads a YAML (or JSON) file and then {@code --set} options.
     *
     * @param yaml the file
     * @param sets each {@code key=value}; they win over the file, a later one over an earlier
     * @throws BadInput when the file is missing or is not YAML
     */
    public static OptionReader of(Path yaml, List<String> sets) {
        return new OptionReader(ConfigFile.read(yaml), sets);
    }

    /**
     * Reads one record that has no section name, and finishes.
     *
     * @throws BadInput naming every problem
     */
    public <R extends Record> R read(R over) {
        R value = section("", over);
        finish();
        return value;
    }

    /**
     * Reads the part below a key.
     *
     * @param name the key, such as {@code train}; the empty name is the whole file
     * @param over the values of what was not written
     */
    public <R extends Record> R section(String name, R over) {
        known.addAll(OptionCatalogue.of(name, over));
        ConfigNode node = name.isEmpty() ? top : top.entries().get(name);
        R value = node == null ? over : new RecordReader(problems).read(name, node, over);
        effective.put(name, value);
        return value;
    }

    /**
     * Refuses keys that belong to no section, and throws when anything was wrong anywhere.
     *
     * @throws BadInput one line per problem
     */
    public void finish() {
        if (!effective.containsKey("")) {
            top.entries().forEach((key, node) -> {
                if (!effective.containsKey(key)) {
                    List<String> names = known.stream().map(Option::name).toList();
                    problems.add(node.place() + ": " + UnknownKey.line("", key, effective.keySet(), names));
                }
            });
        }
        problems.throwIfAny();
    }

    /** Every option with its value in use, nested by section: what a run records. */
    public ObjectNode effective() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        effective.forEach((name, value) -> {
            if (name.isEmpty()) {
                tree.setAll(OptionTree.of(value));
            } else {
                tree.set(name, OptionTree.of(value));
            }
        });
        return tree;
    }

    /** The settings of all sections as a table for people: name, value in use, default. */
    public String table() {
        List<Option> used = new ArrayList<>();
        effective.forEach((name, value) -> used.addAll(OptionCatalogue.of(name, value)));
        return SettingsTable.text(used, known);
    }
}
