package dev.braid.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.braid.data.prepare.Prepare;
import dev.braid.data.prepare.PrepareListener;
import dev.braid.data.prepare.PrepareOptions;
import dev.braid.data.spec.DatasetSpec;
import dev.braid.schema.Feature;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example specs over the real files, against counts made by other means. */
final class RealDataTest {
    @TempDir
    Path directory;

    @Test
    void censusCountsAreThoseOfItsNotes() {
        PreparedDataset census = prepare("census");
        assertEquals(199_523, census.rows(Split.TRAIN) + census.rows(Split.VALIDATION));
        assertEquals(99_762, census.rows(Split.TEST));
        assertEquals(12_382, positives(census, Split.TRAIN, "income") + positives(census, Split.VALIDATION, "income"));
        assertEquals(6_186, positives(census, Split.TEST, "income"));
        assertEquals(0.432459, census.task(Split.TEST, "never_married").rate(), 5e-7);
        assertEquals(0.1, census.rows(Split.VALIDATION) / 199_523.0, 0.003);
        List<String> features =
                census.schema().features().stream().map(Feature::name).toList();
        assertEquals(32, features.size());
        assertFalse(features.contains("income") || features.contains("marital_stat"));
        int rows = 0;
        float positives = 0;
        try (BatchStream batches = census.read(Split.TEST, ReadOptions.inOrder(4096))) {
            for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
                rows += batch.rows();
                for (float label : batch.labels()[0]) {
                    positives += label;
                }
            }
        }
        assertEquals(99_762, rows);
        assertEquals(6_186, positives);
    }

    @Test
    void hillstromConversionsAreCountedAmongVisits() {
        PreparedDataset hillstrom = prepare("hillstrom");
        long visits = 0;
        long visitors = 0;
        long conversions = 0;
        long rows = 0;
        for (Split split : Split.values()) {
            rows += hillstrom.rows(split);
            visits += positives(hillstrom, split, "visit");
            visitors += hillstrom.task(split, "conversion").rows();
            conversions += positives(hillstrom, split, "conversion");
        }
        assertEquals(64_000, rows);
        assertEquals(9_394, visits);
        assertEquals(9_394, visitors);
        assertEquals(578, conversions);
        assertEquals(
                new Feature.Categorical("history_segment", 8),
                hillstrom.schema().features().get(2));
    }

    private PreparedDataset prepare(String name) {
        DatasetSpec spec = DatasetSpec.read(SharedData.repository().resolve("examples/" + name + ".yaml"));
        return Prepare.run(
                spec,
                SharedData.directory(name),
                directory.resolve(name),
                PrepareOptions.DEFAULTS,
                PrepareListener.NONE);
    }

    private static long positives(PreparedDataset dataset, Split split, String task) {
        return dataset.task(split, task).positives();
    }
}
