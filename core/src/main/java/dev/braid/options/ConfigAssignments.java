package dev.braid.options;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The options of a YAML file as {@code --set} would take them, one by one: for a command that needs no file. */
public final class ConfigAssignments {
    private ConfigAssignments() {}

    /**
     * Reads a file.
     *
     * @return each {@code key=value}, in the order of the file
     * @throws dev.braid.fault.BadInput when the file is missing or is not YAML
     */
    public static List<String> of(Path yaml) {
        List<String> assignments = new ArrayList<>();
        ConfigFile.read(yaml).entries().forEach((key, node) -> node.assign(key, assignments));
        return assignments;
    }
}
