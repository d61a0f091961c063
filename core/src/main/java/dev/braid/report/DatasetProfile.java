package dev.braid.report;

import dev.braid.data.DatasetDescription;
import dev.braid.data.DatasetDescription.FeatureDescription;
import dev.braid.data.DatasetDescription.SplitDescription;
import dev.braid.data.DatasetDescription.TaskDescription;
import dev.braid.data.PreparedDataset;
import dev.braid.data.Split;
import dev.braid.explain.LabelCorrelations;
import dev.braid.report.page.Html;
import dev.braid.report.page.SortableTable;
import dev.braid.report.page.SortableTable.Cell;
import dev.braid.schema.Feature;
import dev.braid.schema.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a dataset holds: rows and label rates per split, features, and how the labels go together. */
final class DatasetProfile {
    private final DatasetDescription dataset;
    private final List<List<@Nullable Double>> pearson;

    DatasetProfile(PreparedDataset prepared) {
        this.dataset = prepared.description();
        this.pearson = LabelCorrelations.of(prepared);
    }

    void write(Html page) {
        page.paragraph(dataset.name() + ": " + dataset.features().size() + " features, "
                + dataset.schema().tasks().size() + " tasks. Content hash " + dataset.contentHash() + ".");
        splits().write(page);
        if (dataset.schema().tasks().size() > 1) {
            DatasetDescription.Correlations known = dataset.labelCorrelations();
            correlations("Pearson", pearson).write(page);
            correlations(
                            "cosine",
                            Arrays.stream(known.cosine()).map(Arrays::asList).toList())
                    .write(page);
            page.paragraph("Over the training rows where both tasks have a label. Undefined where one of the labels is"
                    + " constant there; a virtual gradient takes it as 0.");
        }
        features().write(page);
    }

    private SortableTable splits() {
        List<String> header = new ArrayList<>(List.of("split", "rows"));
        dataset.schema().tasks().forEach(task -> header.add(label(task)));
        SortableTable table = new SortableTable("Rows and label rates", header);
        for (Map.Entry<String, SplitDescription> split : dataset.splits().entrySet()) {
            List<Cell> row = new ArrayList<>(List.of(
                    Cell.words(split.getKey()), Shown.countCell(split.getValue().rows())));
            for (TaskDescription task : split.getValue().tasks()) {
                Double rate = task.rate();
                row.add(Cell.number(
                        rate == null ? "undefined" : Shown.percent(rate) + " of " + Shown.count(task.rows()),
                        rate == null ? Double.NaN : rate));
            }
            table.row(row);
        }
        return table;
    }

    private static String label(Task task) {
        return task.name()
                + task.parent().map(parent -> " (where " + parent + ")").orElse("");
    }

    private SortableTable correlations(String measure, List<List<@Nullable Double>> values) {
        List<String> names = dataset.schema().tasks().stream().map(Task::name).toList();
        List<String> header = new ArrayList<>(List.of("label"));
        header.addAll(names);
        SortableTable table = new SortableTable("Correlation of the labels in training (" + measure + ")", header);
        for (int t = 0; t < names.size(); t++) {
            List<Cell> row = new ArrayList<>(List.of(Cell.words(names.get(t))));
            for (Double value : values.get(t)) {
                row.add(
                        value == null
                                ? Cell.number("undefined", Double.NaN)
                                : Cell.number(Markdown.number("%.3f", value), value));
            }
            table.row(row);
        }
        return table;
    }

    private SortableTable features() {
        Map<String, String> kinds = dataset.schema().features().stream()
                .collect(Collectors.toMap(
                        Feature::name, f -> f.match(c -> "categorical", n -> "numeric", m -> "multi-valued")));
        SortableTable table = new SortableTable(
                "Features",
                List.of("feature", "kind", "vocabulary", "missing in training", "missing in test", "unseen in test"));
        for (FeatureDescription feature : dataset.features()) {
            boolean numeric = feature.vocabulary() == 0;
            table.row(List.of(
                    Cell.words(feature.feature()),
                    Cell.words(kinds.getOrDefault(feature.feature(), "")),
                    numeric ? Cell.number("–", 0) : Shown.countCell(feature.vocabulary()),
                    share(feature.missing(), Split.TRAIN),
                    share(feature.missing(), Split.TEST),
                    numeric ? Cell.number("–", 0) : share(feature.unseen(), Split.TEST)));
        }
        return table;
    }

    private static Cell share(Map<String, Double> shares, Split split) {
        double share = shares.getOrDefault(split.label(), Double.NaN);
        return Cell.number(Shown.percent(share), share);
    }
}
