package dev.braid.data.prepare;

import dev.braid.data.DatasetDescription;
import dev.braid.data.DescriptionFile;
import dev.braid.data.JsonFile;
import dev.braid.data.Layout;
import dev.braid.data.Split;
import dev.braid.data.duck.Duck;
import dev.braid.data.raw.Expressions;
import dev.braid.data.raw.FeatureTransform;
import dev.braid.data.raw.RawSource;
import dev.braid.data.raw.RowView;
import dev.braid.data.raw.Staging;
import dev.braid.data.raw.TaskTransform;
import dev.braid.data.raw.TransformationFile;
import dev.braid.data.raw.WeightedList;
import dev.braid.data.spec.DatasetSpec;
import dev.braid.data.spec.FeatureSpec;
import dev.braid.data.spec.Scale;
import dev.braid.data.spec.SplitRule;
import dev.braid.data.spec.ValueWeights;
import dev.braid.schema.Feature;
import dev.braid.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One run of {@code prepare}, step by step: stage, check, learn, write, describe. */
final class Preparation {
    private final Duck duck;
    private final DatasetSpec spec;
    private final Path work;
    private final PrepareOptions options;
    private final PrepareListener listener;
    private final Staging staging;

    Preparation(Duck duck, DatasetSpec spec, Path work, PrepareOptions options, PrepareListener listener) {
        this.duck = duck;
        this.spec = spec;
        this.work = work;
        this.options = options;
        this.listener = listener;
        this.staging = new Staging(duck, spec.format());
    }

    void run(RowSource rows) throws IOException {
        rows.stage(duck, staging, listener);
        Set<String> mentioned = mentioned();
        Set<String> typed = new LinkedHashSet<>(mentioned);
        spec.auto().ifPresent(auto -> typed.addAll(staging.columns().keySet()));
        Map<String, String> types = Expressions.infer(duck, staging.columns(), typed);

        List<TaskTransform> tasks = spec.tasks().stream().map(Preparation::task).toList();
        Checks checks = new Checks(duck, staging, spec);
        checks.names();
        checks.splitExpressions(types);
        staging.split(SplitSql.codes(staging.groups(), spec.split()));
        new RowView(duck, staging, List.of(), tasks).create(types);
        checks.splits();

        List<FeatureSpec> features = new AutoColumns(duck, staging, spec, types, taken(mentioned)).features();
        RowView view = new RowView(
                duck, staging, features.stream().map(Preparation::source).toList(), tasks);
        view.create(types);
        view.requireUsable(spec.onBadValue() == DatasetSpec.OnBadValue.ERROR, "\"braid:split\" >= 0");
        checks.labels(tasks);
        listener.progressed("check", "values", 1, 1);

        Files.createDirectory(work.resolve(DatasetDescription.VOCABULARIES));
        List<FeatureTransform> learned = new Learner(duck, view, work, options.threads(), listener).learn(features);
        Schema schema = new Schema(
                learned.stream().map(FeatureTransform::feature).toList(),
                tasks.stream().map(TaskTransform::task).toList());
        checks.layout(schema);
        Layout layout = new Layout(
                schema, tasks.stream().map(t -> t.rowWeight() != null).toList());
        TransformationFile transformation = TransformationFile.of(spec, usedTypes(types, mentioned), learned, tasks);
        Map<Split, List<DatasetDescription.Part>> parts =
                new PartWriter(duck, view, work, options.partRows(), listener).write(learned, tasks);
        describe(new Describer(duck, work, schema, layout, learned), transformation, parts);
    }

    private void describe(
            Describer describer, TransformationFile transformation, Map<Split, List<DatasetDescription.Part>> parts)
            throws IOException {
        List<String> hashes = parts.values().stream()
                .flatMap(List::stream)
                .map(DatasetDescription.Part::sha256)
                .toList();
        String contentHash = Sha256.of(JsonFile.bytes(transformation), hashes);
        Files.write(
                work.resolve(DatasetDescription.TRANSFORMATION),
                JsonFile.bytes(transformation.withContentHash(contentHash)));
        Files.write(
                work.resolve(DescriptionFile.NAME),
                DescriptionFile.bytes(describer.describe(spec.name(), parts, contentHash)));
        listener.progressed("write", DescriptionFile.NAME, 1, 1);
    }

    /** The columns that an expression of the spec mentions. */
    private Set<String> mentioned() {
        List<String> expressions = new ArrayList<>();
        spec.features().forEach(f -> f.sql().ifPresent(expressions::add));
        weightSources().filter(w -> !staging.columns().containsKey(w)).forEach(expressions::add);
        for (var task : spec.tasks()) {
            expressions.add(task.label());
            task.rowWeight().ifPresent(expressions::add);
            task.user().ifPresent(expressions::add);
        }
        spec.split().values().forEach(rule -> splitExpression(rule).forEach(expressions::add));
        Set<String> mentioned = new LinkedHashSet<>();
        expressions.forEach(
                e -> mentioned.addAll(Expressions.mentioned(e, staging.columns().keySet())));
        return mentioned;
    }

    /** The columns that are no features of their own unless declared: those of expressions, and those of weights. */
    private Set<String> taken(Set<String> mentioned) {
        Set<String> taken = new LinkedHashSet<>(mentioned);
        weightSources().filter(staging.columns()::containsKey).forEach(taken::add);
        return taken;
    }

    private Stream<String> weightSources() {
        return spec.features().stream()
                .flatMap(
                        f -> f.match(c -> Stream.<ValueWeights>empty(), n -> Stream.empty(), m -> m.weights().stream()))
                .map(ValueWeights::source)
                .filter(Objects::nonNull);
    }

    static Stream<String> splitExpression(SplitRule rule) {
        return rule.match(f -> f.key().stream(), v -> Stream.of(v.expression()), r -> Stream.of(r.expression()));
    }

    /** Only what an expression needs is recorded. */
    private static Map<String, String> usedTypes(Map<String, String> types, Set<String> mentioned) {
        Map<String, String> used = new LinkedHashMap<>(types);
        used.keySet().retainAll(mentioned);
        return used;
    }

    private static TaskTransform task(dev.braid.data.spec.TaskSpec task) {
        return new TaskTransform(
                task.name(),
                task.label(),
                task.parent().orElse(null),
                task.weight(),
                task.rowWeight().orElse(null),
                task.user().orElse(null));
    }

    private static RawSource source(FeatureSpec feature) {
        String sql = feature.sql().orElse(null);
        return feature.match(
                c -> new RawSource(c.name(), sql, c.cross(), false, false, null),
                n -> new RawSource(n.name(), sql, List.of(), true, n.scale().kind() == Scale.Kind.LOG1P, null),
                m -> new RawSource(m.name(), sql, List.of(), false, false, weights(m)));
    }

    private static @Nullable WeightedList weights(FeatureSpec.MultiValued feature) {
        boolean sum = feature.pooling() == Feature.Pooling.SUM;
        return feature.weights()
                .map(weights -> new WeightedList(feature.separator(), weights, sum))
                .orElse(null);
    }
}
