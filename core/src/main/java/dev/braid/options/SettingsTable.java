package dev.braid.options;

import java.util.ArrayList;
import java.util.List;

/** The settings of a run as text: one line each, with a star where the value is not the default. */
public final class SettingsTable {
    private SettingsTable() {}

    /**
     * One line per option: name, value in use, default.
     *
     * @param used the options with the values in use as their default texts
     * @param defaults the same options with their defaults, in the same order
     */
    public static String text(List<Option> used, List<Option> defaults) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"  option", "value", "default"});
        for (int i = 0; i < used.size(); i++) {
            String value = used.get(i).defaultText();
            String usual = defaults.get(i).defaultText();
            rows.add(new String[] {
                (value.equals(usual) ? "  " : "* ") + used.get(i).name(), value, usual
            });
        }
        int first = rows.stream().mapToInt(r -> r[0].length()).max().orElse(0);
        int second = rows.stream().mapToInt(r -> r[1].length()).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            text.append(row[0]).append(" ".repeat(first - row[0].length() + 2));
            text.append(row[1]).append(" ".repeat(second - row[1].length() + 2));
            text.append(row[2]).append('\n');
        }
        return text.toString();
    }
}
