package dev.braid.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.braid.fault.BadFormat;
import dev.braid.schema.Feature;
import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code dataset.json}: a {@link DatasetDescription} on disk. */
public final class DescriptionFile {
    /** The file's name. */
    public static final String NAME = "dataset.json";

    private DescriptionFile() {}

    private record Content(
            String format,
            int version,
            String name,
            List<FeatureEntry> schema,
            List<TaskEntry> tasks,
            Map<String, DatasetDescription.SplitDescription> splits,
            List<DatasetDescription.FeatureDescription> features,
            DatasetDescription.Correlations labelCorrelations,
            String contentHash) {}

    private record FeatureEntry(
            String name,
            String kind,
            @Nullable Integer vocabulary,
            @Nullable String pooling,
            @Nullable String embedding,
            @Nullable Boolean weighted) {
        static FeatureEntry of(Feature feature) {
            return feature.match(
                    c -> new FeatureEntry(
                            c.name(),
                            "categorical",
                            c.vocabulary(),
                            null,
                            c.embedding().orElse(null),
                            null),
                    n -> new FeatureEntry(n.name(), "numeric", null, null, null, null),
                    m -> new FeatureEntry(
                            m.name(),
                            "multi",
                            m.vocabulary(),
                            m.pooling().name().toLowerCase(Locale.ROOT),
                            m.embedding().orElse(null),
                            m.weighted()));
        }

        Feature feature() {
            int ids = vocabulary == null ? 0 : vocabulary;
            return switch (kind) {
                case "categorical" -> new Feature.Categorical(name, ids, Optional.ofNullable(embedding));
                case "numeric" -> new Feature.Numeric(name);
                case "multi" ->
                    new Feature.MultiValued(
                            name,
                            ids,
                            Feature.Pooling.valueOf(String.valueOf(pooling).toUpperCase(Locale.ROOT)),
                            Optional.ofNullable(embedding),
                            Boolean.TRUE.equals(weighted));
                default -> throw new IllegalArgumentException("feature " + name + " is of unknown kind '" + kind + "'");
            };
        }
    }

    private record TaskEntry(String name, @Nullable String parent, double weight, boolean user) {
        static TaskEntry of(Task task) {
            return new TaskEntry(task.name(), task.parent().orElse(null), task.weight(), task.user());
        }

        Task task() {
            return new Task(name, Optional.ofNullable(parent), weight, user);
        }
    }

    /** The file's text. */
    public static byte[] bytes(DatasetDescription d) {
        return JsonFile.bytes(new Content(
                d.format(),
                d.version(),
                d.name(),
                d.schema().features().stream().map(FeatureEntry::of).toList(),
                d.schema().tasks().stream().map(TaskEntry::of).toList(),
                d.splits(),
                d.features(),
                d.labelCorrelations(),
                d.contentHash()));
    }

    /**
     * Says what version 1 left unsaid: every feature had ids of its own, and no weights. Version 2 differs in nothing but the
     * 0 that it has for undefined correlations, which stays.
     */
    private static void upgrade(ObjectNode old) {
        if (old.path("version").asInt() > 1) {
            return;
        }
        for (JsonNode feature : old.path("schema")) {
            ((ObjectNode) feature).putNull("embedding").putNull("weighted");
        }
    }

    /** Reads the file of a dataset's directory. */
    static DatasetDescription read(Path directory) {
        Path file = directory.resolve(NAME);
        Content c = JsonFile.read(
                file, Content.class, DatasetDescription.FORMAT, DatasetDescription.VERSION, DescriptionFile::upgrade);
        try {
            Schema schema = new Schema(
                    c.schema().stream().map(FeatureEntry::feature).toList(),
                    c.tasks().stream().map(TaskEntry::task).toList());
            return new DatasetDescription(
                    c.format(),
                    c.version(),
                    c.name(),
                    schema,
                    c.splits(),
                    c.features(),
                    c.labelCorrelations(),
                    c.contentHash());
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new BadFormat(file, "damaged (" + e.getMessage() + "); prepare the dataset again", e);
        }
    }
}
