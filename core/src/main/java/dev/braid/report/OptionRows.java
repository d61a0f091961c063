package dev.braid.report;

import dev.braid.options.Option;
import java.util.List;

/** Options as the table of a page. */
final class OptionRows {
    private OptionRows() {}

    /** Adds a table with a row for every option. */
    static void add(Markdown page, List<Option> options) {
        page.header("option", "type", "default", "meaning");
        for (Option option : options) {
            String choices = option.allowed().isEmpty() ? "" : " (" + String.join(", ", option.allowed()) + ")";
            page.row(
                    "`" + option.name() + "`",
                    option.type(),
                    "`" + option.defaultText() + "`",
                    (option.doc() + choices).replace("|", "\\|"));
        }
        page.end();
    }
}
