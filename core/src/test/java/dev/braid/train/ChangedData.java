package dev.braid.train;

import dev.braid.data.Batch;
import dev.braid.data.BatchStream;
import dev.braid.data.ReadOptions;
import dev.braid.data.Split;
import dev.braid.nn.TaskCorrelation;
import dev.braid.schema.Schema;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link TinyRuns#DATA} with other labels. */
record ChangedData(Schema schema, Labels labels) implements TrainingData {
    /** What becomes of the labels {@code [T][B]} of a batch. */
    @FunctionalInterface
    interface Labels {
        float[][] of(Split split, float[][] labels);
    }

    @Override
    public String name() {
        return TinyRuns.DATA.name();
    }

    @Override
    public String contentHash() {
        return TinyRuns.DATA.contentHash() + "-changed";
    }

    @Override
    public long rows(Split split) {
        return TinyRuns.DATA.rows(split);
    }

    @Override
    public BatchStream read(Split split, ReadOptions options) {
        BatchStream stream = TinyRuns.DATA.read(split, options);
        return new BatchStream() {
            @Override
            public @Nullable Batch next() {
                Batch batch = stream.next();
                return batch == null
                        ? null
                        : new Batch(
                                batch.rows(),
                                batch.ids(),
                                batch.numbers(),
                                batch.bags(),
                                labels.of(split, batch.labels()),
                                null,
                                batch.users());
            }

            @Override
            public void close() {
                stream.close();
            }
        };
    }

    @Override
    public Map<TaskCorrelation.Measure, double[][]> labelCorrelations() {
        return TinyRuns.DATA.labelCorrelations();
    }

    @Override
    public Path place() {
        return TinyRuns.DATA.place();
    }

    @Override
    public void copyTransformation(Path directory) {
        TinyRuns.DATA.copyTransformation(directory);
    }
}
