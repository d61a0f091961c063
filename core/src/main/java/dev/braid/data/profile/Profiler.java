package dev.braid.data.profile;

import dev.braid.data.DatasetDescription;
import dev.braid.data.PreparedDataset;
import dev.braid.data.Split;
import dev.braid.data.duck.Duck;
import dev.braid.data.duck.DuckFailure;
import dev.braid.data.raw.FeatureTransform;
import dev.braid.data.raw.TransformationFile;
import dev.braid.fault.BadFormat;
import dev.braid.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the profile of a prepared dataset. */
public final class Profiler {
    private Profiler() {}

    /**
     * Reads each column of the training split once. What DuckDB cannot hold in memory, it spills to disk.
     *
     * @throws BadFormat when the dataset is damaged
     */
    public static Profile profile(PreparedDataset dataset) {
        Path directory = dataset.directory();
        DatasetDescription description = dataset.description();
        List<FeatureTransform> transforms = transforms(directory, dataset.schema());
        String source = dataset.source(Split.TRAIN);
        try (Duck duck = Duck.inMemory(0)) {
            Columns columns = new Columns(duck, directory, source);
            List<ColumnProfile> profiles = new ArrayList<>();
            for (int f = 0; f < transforms.size(); f++) {
                profiles.add(columns.profile(
                        dataset.schema().features().get(f),
                        transforms.get(f),
                        description.features().get(f)));
            }
            return new Profile(description, profiles, labelPairs(duck, dataset));
        } catch (DuckFailure e) {
            throw unreadable(directory, e);
        }
    }

    /**
     * How the labels of each two tasks go together, without the rest of the profile.
     *
     * @throws BadFormat when the dataset is damaged
     */
    public static List<LabelPair> labelPairs(PreparedDataset dataset) {
        try (Duck duck = Duck.inMemory(0)) {
            return labelPairs(duck, dataset);
        } catch (DuckFailure e) {
            throw unreadable(dataset.directory(), e);
        }
    }

    private static List<LabelPair> labelPairs(Duck duck, PreparedDataset dataset) {
        return new Labels(duck, dataset.source(Split.TRAIN))
                .pairs(dataset.schema().tasks(), dataset.description().labelCorrelations());
    }

    private static BadFormat unreadable(Path directory, DuckFailure failure) {
        return new BadFormat(
                directory, "a part cannot be read (" + failure.getMessage() + "); prepare it again", failure);
    }

    private static List<FeatureTransform> transforms(Path directory, Schema schema) {
        List<FeatureTransform> transforms = TransformationFile.read(directory).features();
        if (!transforms.stream().map(FeatureTransform::feature).toList().equals(schema.features())) {
            throw new BadFormat(
                    directory.resolve(DatasetDescription.TRANSFORMATION),
                    "belongs to a dataset with other features; prepare the dataset again");
        }
        return transforms;
    }
}
