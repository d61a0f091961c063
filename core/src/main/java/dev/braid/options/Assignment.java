package dev.braid.options;

import dev.braid.fault.BadInput;
import dev.braid.fault.Problems;
import java.util.List;
import java.util.Optional;

/** One {@code --set key=value}. */
record Assignment(List<String> path, ConfigNode value) {
    private static final String PLACE = "--set";

    static Optional<Assignment> parse(String set, Problems problems) {
        int equals = set.indexOf('=');
        String key = equals < 0 ? "" : set.substring(0, equals).trim();
        if (key.isEmpty() || key.startsWith(".") || key.endsWith(".") || key.contains("..")) {
            problems.add("--set " + set + ": write key=value, for example --set train.batchSize=1024");
            return Optional.empty();
        }
        String text = set.substring(equals + 1).trim();
        try {
            return Optional.of(new Assignment(List.of(key.split("\\.")), node(text)));
        } catch (BadInput e) {
            problems.add("--set " + set + ": the value is not a valid list; write for example [64, 32]");
            return Optional.empty();
        }
    }

    private static ConfigNode node(String text) {
        if (text.startsWith("[")) {
            return ConfigFile.parse(text, PLACE);
        }
        return new ConfigNode.Scalar(text, text.equals("null") || text.equals("~"), true, PLACE);
    }

    /** Puts the value into the tree, over whatever stands there. */
    void layOver(ConfigNode.Mapping top) {
        ConfigNode.Mapping at = top;
        for (String key : path.subList(0, path.size() - 1)) {
            if (at.entries().get(key) instanceof ConfigNode.Mapping inner) {
                at = inner;
            } else {
                ConfigNode.Mapping fresh = ConfigNode.Mapping.empty(PLACE);
                at.entries().put(key, fresh);
                at = fresh;
            }
        }
        at.entries().put(path.get(path.size() - 1), value);
    }
}
