package dev.braid.data.raw;

import dev.braid.data.DatasetDescription;
import dev.braid.data.duck.Duck;
import dev.braid.data.duck.DuckFailure;
import dev.braid.data.duck.Sql;
import dev.braid.fault.BadFormat;
import dev.braid.schema.Schema;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code prepare} learned and does to raw rows: vocabularies, scaling, labels. Applied again by {@code predict}. */
public final class Transformation {
    private final Path directory;
    private final TransformationFile content;
    private final Schema schema;

    private Transformation(Path directory, TransformationFile content, Schema schema) {
        this.directory = directory;
        this.content = content;
        this.schema = schema;
    }

    /**
     * Opens the transformation of a prepared dataset or of a run directory.
     *
     * @throws BadFormat when there is none, or it is damaged or written by a newer Braid
     */
    public static Transformation open(Path directory) {
        TransformationFile content = TransformationFile.read(directory);
        Path file = directory.resolve(DatasetDescription.TRANSFORMATION);
        try {
            Schema schema = new Schema(
                    content.features().stream().map(FeatureTransform::feature).toList(),
                    content.tasks().stream().map(TaskTransform::task).toList());
            for (FeatureTransform feature : content.features()) {
                feature.idRule().flatMap(IdRule::words).ifPresent(words -> {
                    if (!Files.isRegularFile(directory.resolve(words.file()))) {
                        throw new BadFormat(
                                directory.resolve(words.file()),
                                "the vocabulary of feature '" + feature.name()
                                        + "' is missing; copy the directory again");
                    }
                });
            }
            return new Transformation(directory, content, schema);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new BadFormat(file, "damaged (" + e.getMessage() + "); copy it again from the dataset", e);
        }
    }

    /** Features and tasks of the dataset that the transformation belongs to. */
    public Schema schema() {
        return schema;
    }

    /** The content hash of that dataset. */
    public String contentHash() {
        return content.contentHash();
    }

    /** The dataset's name. */
    public String dataset() {
        return content.dataset();
    }

    TransformationFile content() {
        return content;
    }

    /** Makes the vocabularies known to a session. */
    void loadVocabularies(Duck duck) {
        content.features().stream()
                .flatMap(feature -> feature.idRule().flatMap(IdRule::words).stream())
                .filter(words -> words.size() > 0)
                .distinct()
                .forEach(words -> load(duck, words));
    }

    private void load(Duck duck, IdRule.Vocabulary words) {
        Path file = directory.resolve(words.file());
        String source = "read_parquet(" + Sql.text(file.toString()) + ")";
        try {
            duck.run("CREATE TYPE " + words.type() + " AS ENUM (SELECT value FROM " + source + ")");
            long size = duck.number("SELECT count(*) FROM " + source);
            if (size != words.size()) {
                throw new BadFormat(file, "has " + size + " values instead of " + words.size() + "; copy it again");
            }
        } catch (DuckFailure e) {
            throw new BadFormat(file, "cannot be read (" + e.getMessage() + "); copy it again from the dataset", e);
        }
    }
}
