package dev.braid.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.catalogue.ModelEntry;
import dev.braid.catalogue.Models;
import dev.braid.model.ModelOptions;
import dev.braid.report.page.Html;
import dev.braid.report.page.SortableTable;
import dev.braid.report.page.SortableTable.Cell;
import dev.braid.train.FinishedRun;
import dev.braid.train.RunOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Every option of every run: those that all share, then what each has of its own. */
final class ConfigurationTables {
    private final Study study;

    ConfigurationTables(Study study) {
        this.study = study;
    }

    void write(Html page) {
        Map<String, Map<String, String>> options = new LinkedHashMap<>(); // by model, then option
        Map<String, Map<String, String>> defaults = new LinkedHashMap<>();
        for (Subject subject : study.subjects()) {
            subject.shown().ifPresent(run -> {
                options.put(subject.label(), flat(run.options()));
                defaults.put(subject.label(), defaults(run));
            });
        }
        Map<String, String> shared = shared(options.values());
        page.paragraph("Options that were changed from Braid's defaults stand out.");
        for (Map.Entry<String, Map<String, String>> model : options.entrySet()) {
            Map<String, String> usual = defaults.get(model.getKey());
            if (options.size() == 1) {
                table("Options of " + model.getKey(), model.getValue(), usual).write(page);
                continue;
            }
            if (model.getValue() == options.values().iterator().next()) {
                table("Options that all models share", shared, usual).write(page);
            }
            Map<String, String> own = new LinkedHashMap<>(model.getValue());
            own.keySet().removeAll(shared.keySet());
            page.open("details").element("summary", model.getKey() + ": " + own.size() + " options of its own");
            table("Options of " + model.getKey(), own, usual).write(page);
            page.closeLine();
        }
    }

    private static SortableTable table(String caption, Map<String, String> options, Map<String, String> usual) {
        SortableTable table = new SortableTable(caption, List.of("option", "value", "default"));
        options.forEach((name, value) -> {
            String common = usual.getOrDefault(name, "–");
            Cell shown = Cell.words(value);
            table.row(List.of(Cell.words(name), value.equals(common) ? shown : shown.stressed(), Cell.words(common)));
        });
        return table;
    }

    private static Map<String, String> shared(Iterable<Map<String, String>> all) {
        Map<String, String> shared = new LinkedHashMap<>();
        boolean first = true;
        for (Map<String, String> options : all) {
            if (first) {
                shared.putAll(options);
                first = false;
            } else {
                shared.entrySet().retainAll(options.entrySet());
            }
        }
        // Options of one name in two models are two options, each with its own default.
        shared.keySet().removeIf(option -> option.startsWith("model.") || option.startsWith("objective."));
        return shared;
    }

    private static Map<String, String> defaults(FinishedRun run) {
        return flat(defaults(Models.named(run.model())));
    }

    private static <O extends Record & ModelOptions> JsonNode defaults(ModelEntry<O> model) {
        return RunOptions.defaults(model).tree();
    }

    private static Map<String, String> flat(JsonNode options) {
        Map<String, String> flat = new LinkedHashMap<>();
        flatten("", options, flat);
        return flat;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties()
                    .forEach(e -> flatten(path.isEmpty() ? e.getKey() : path + "." + e.getKey(), e.getValue(), into));
        } else {
            into.put(path, text(node));
        }
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(item -> items.add(text(item)));
            return items.stream().collect(Collectors.joining(", ", "[", "]"));
        }
        return value.asText();
    }
}
