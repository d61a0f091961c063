package dev.braid.data.spec;

import dev.braid.fault.NearestName;
import dev.braid.fault.Problems;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a spec from YAML. Every mistake of the file is found before any is thrown. */
final class SpecReader {
    private final String origin;
    private final Problems problems = new Problems();

    SpecReader(String origin) {
        this.origin = origin;
    }

    DatasetSpec read(String yaml) {
        SpecGroup top = new SpecGroup("dataset spec", SpecNode.parse(yaml, origin), problems, SpecKeys.TOP);
        Map<FileGroup, List<String>> files = files(top);
        FileFormat format = top.node("format").map(this::format).orElse(FileFormat.DEFAULTS);
        Map<FileGroup, SplitRule> split = new SplitReader(problems).read(top, files);
        FeatureReader featureReader = new FeatureReader(problems);
        boolean allAuto = top.node("features")
                .flatMap(SpecNode::text)
                .filter("auto"::equals)
                .isPresent();
        List<FeatureSpec> features = allAuto
                ? List.of()
                : top.node("features").map(featureReader::features).orElse(List.of());
        Optional<AutoFeatures> auto = top.node("auto").map(featureReader::auto).orElse(Optional.empty());
        if (allAuto && auto.isEmpty()) {
            auto = Optional.of(AutoFeatures.DEFAULTS);
        }
        if (features.isEmpty() && auto.isEmpty() && problems.isEmpty()) {
            top.problem("no feature is declared; write 'features: auto' to use every column that is not dropped");
        }
        DatasetSpec spec = new DatasetSpec(
                top.requiredText("name", "name: census"),
                files,
                format,
                split,
                features,
                auto,
                tasks(top),
                top.texts("drop"),
                top.choice("onBadValue", DatasetSpec.OnBadValue.class).orElse(DatasetSpec.OnBadValue.ERROR));
        problems.throwIfAny();
        return spec;
    }

    private Map<FileGroup, List<String>> files(SpecGroup top) {
        Map<FileGroup, List<String>> files = new EnumMap<>(FileGroup.class);
        if (!top.has("files")) {
            top.problem("'files' is missing, for example files: {train: train.csv.gz, test: test.csv.gz}");
            return files;
        }
        SpecGroup group = new SpecGroup("files", top.entries().get("files"), problems, SpecKeys.FILES);
        for (FileGroup which : FileGroup.values()) {
            if (group.has(which.label())) {
                List<String> names = group.texts(which.label());
                if (names.isEmpty()) {
                    group.problem(group.entries().get(which.label()), which.label(), "name at least one file");
                }
                files.put(which, List.copyOf(names));
            }
        }
        if (!files.containsKey(FileGroup.TRAIN) && !files.containsKey(FileGroup.ALL)) {
            group.problem("name files for 'train', or for 'all' with a rule under 'split'");
        }
        return files;
    }

    private FileFormat format(SpecNode node) {
        SpecGroup group = new SpecGroup("format", node, problems, SpecKeys.FORMAT);
        Optional<String> separator = group.text("separator").map(t -> t.equals("\\t") ? "\t" : t);
        separator.filter(t -> t.codePointCount(0, t.length()) != 1).ifPresent(t -> {
            group.problem(node, "separator", "one character is expected, got '" + t + "'; write \"\\t\" for a tab");
        });
        String quote = group.text("quote", "\"");
        if (quote.length() > 1) {
            group.problem(node, "quote", "one character or nothing is expected, got '" + quote + "'");
        }
        boolean header = group.flag("header", true);
        List<String> columns = group.texts("columns");
        if (!header
                && columns.isEmpty()
                && group.choice("kind", FileFormat.Kind.class).isEmpty()) {
            group.problem(node, "columns", "without a header line the columns must be named here");
        }
        if (header && !columns.isEmpty()) {
            group.problem(node, "columns", "the header line names the columns; write header: false to name them here");
        }
        return new FileFormat(
                group.choice("kind", FileFormat.Kind.class),
                separator,
                header,
                columns,
                quote,
                group.texts("nulls"),
                group.flag("trim", false),
                group.flag("padShortRows", false));
    }

    private List<TaskSpec> tasks(SpecGroup top) {
        if (!top.has("tasks")) {
            top.problem("'tasks' is missing, for example tasks: {click: {label: click = 1}}");
            return List.of();
        }
        SpecGroup group = new SpecGroup("tasks", top.entries().get("tasks"), problems, List.of());
        List<TaskSpec> tasks = new ArrayList<>();
        Set<String> before = new LinkedHashSet<>();
        group.entries().forEach((name, node) -> {
            tasks.add(task(name, node, before, group.entries().keySet()));
            before.add(name);
        });
        if (tasks.isEmpty()) {
            group.problem("declare at least one task, for example tasks: {click: {label: click = 1}}");
        }
        return tasks;
    }

    private TaskSpec task(String name, SpecNode node, Set<String> before, Set<String> all) {
        SpecGroup group = new SpecGroup("task '" + name + "'", node, problems, SpecKeys.TASK);
        Optional<String> parent = group.text("space").filter(space -> !space.equals("all"));
        parent.filter(p -> !before.contains(p)).ifPresent(p -> {
            String line = all.contains(p) && !p.equals(name)
                    ? "the task '" + p + "' must be declared before the task whose sample space it is"
                    : "no task is named '" + p + "'; write all, or "
                            + NearestName.suggestion(
                                    p, all.stream().filter(t -> !t.equals(name)).toList());
            group.problem(group.entries().get("space"), "space", line);
        });
        double weight = group.number("weight", 1);
        if (weight < 0) {
            group.problem(group.entries().get("weight"), "weight", "a number of at least 0 is expected, got " + weight);
        }
        return new TaskSpec(
                name,
                group.requiredText("label", "label: " + name + " = 1"),
                parent,
                weight,
                group.text("rowWeight"),
                group.text("user"));
    }
}
