package dev.braid.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.braid.options.Option;
import java.io.PrintWriter;
import java.util.List;

/** One option, as commands list it: a line of a table, an object in JSON. */
record OptionLine(
        String name, String type, @JsonProperty("default") String usual, String doc, List<Option.Choice> choices) {
    /** Options as lines. */
    static List<OptionLine> of(List<Option> options) {
        return options.stream()
                .map(o -> new OptionLine(o.name(), o.type(), o.defaultText(), o.doc(), o.choices()))
                .toList();
    }

    /** Prints a table, with every choice below its option. */
    static void print(List<OptionLine> options, PrintWriter out) {
        Table table = new Table("option", "type", "default", "meaning").left();
        for (OptionLine option : options) {
            table.row(option.name(), option.type(), option.usual(), option.doc());
            option.choices().forEach(c -> table.row("    " + c.name(), "", "", "  " + c.doc()));
        }
        table.print(out);
    }
}
