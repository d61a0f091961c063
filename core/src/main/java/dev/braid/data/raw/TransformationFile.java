package dev.braid.data.raw;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.braid.data.DatasetDescription;
import dev.braid.data.JsonFile;
import dev.braid.data.spec.DatasetSpec;
import dev.braid.data.spec.FileFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * {@code transformation.json}: all that is needed to see raw rows as the dataset saw them, with the vocabularies beside it.
 *
 * @param format always {@code braid-transformation}
 * @param version of that format
 * @param dataset the dataset's name
 * @param contentHash the dataset's content hash; empty while it is being computed
 * @param raw how the raw files were written
 * @param types of text columns in expressions
 * @param onBadValue what a number that cannot be used does
 * @param features per feature, in the schema's order
 * @param tasks per task, in the schema's order
 */
public record TransformationFile(
        String format,
        int version,
        String dataset,
        String contentHash,
        RawFormat raw,
        Map<String, String> types,
        DatasetSpec.OnBadValue onBadValue,
        List<FeatureTransform> features,
        List<TaskTransform> tasks) {
    public static final String FORMAT = "braid-transformation";
    public static final int VERSION = 2;

    /** {@link FileFormat} as JSON: {@code kind} and {@code separator} are empty when the file's name decides. */
    public record RawFormat(
            String kind,
            String separator,
            boolean header,
            List<String> columns,
            String quote,
            List<String> nulls,
            boolean trim,
            boolean padShortRows) {
        static RawFormat of(FileFormat f) {
            return new RawFormat(
                    f.kind().map(Enum::name).orElse(""),
                    f.separator().orElse(""),
                    f.header(),
                    f.columns(),
                    f.quote(),
                    f.nulls(),
                    f.trim(),
                    f.padShortRows());
        }

        FileFormat format() {
            return new FileFormat(
                    java.util.Optional.of(kind).filter(k -> !k.isEmpty()).map(FileFormat.Kind::valueOf),
                    java.util.Optional.of(separator).filter(s -> !s.isEmpty()),
                    header,
                    columns,
                    quote,
                    nulls,
                    trim,
                    padShortRows);
        }
    }

    /** A transformation that {@code prepare} learned, without a content hash yet. */
    public static TransformationFile of(
            DatasetSpec spec, Map<String, String> types, List<FeatureTransform> features, List<TaskTransform> tasks) {
        return new TransformationFile(
                FORMAT,
                VERSION,
                spec.name(),
                "",
                RawFormat.of(spec.format()),
                types,
                spec.onBadValue(),
                features,
                tasks);
    }

    /** The same transformation with the dataset's content hash. */
    public TransformationFile withContentHash(String hash) {
        return new TransformationFile(format, version, dataset, hash, raw, types, onBadValue, features, tasks);
    }

    /**
     * The same transformation of features, for tasks that no raw column says: raw rows have no labels of them. Without a
     * content hash yet.
     */
    public TransformationFile retasked(String name, List<String> names) {
        List<TaskTransform> unlabelled = names.stream()
                .map(task -> new TaskTransform(task, "NULL", null, 1, null, null))
                .toList();
        return new TransformationFile(format, version, name, "", raw, types, onBadValue, features, unlabelled);
    }

    /** Reads the file of a directory. */
    public static TransformationFile read(Path directory) {
        return JsonFile.read(
                directory.resolve(DatasetDescription.TRANSFORMATION),
                TransformationFile.class,
                FORMAT,
                VERSION,
                TransformationFile::upgrade);
    }

    /** Says what version 1 left unsaid: every feature had a vocabulary of its own, whose first id was 1. */
    private static void upgrade(ObjectNode old) {
        for (JsonNode node : old.path("features")) {
            ObjectNode feature = (ObjectNode) node;
            if (feature.remove("vocabulary") instanceof ObjectNode vocabulary) {
                vocabulary.put("kind", "vocabulary").put("first", 1);
                feature.set("ids", vocabulary);
                feature.putNull("embedding");
            }
            switch (feature.path("kind").asText()) {
                case "categorical" -> feature.putArray("cross");
                case "multi" -> feature.putNull("weights");
                default -> {}
            }
        }
    }
}
