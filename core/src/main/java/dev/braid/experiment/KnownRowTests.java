package dev.braid.experiment;

import dev.braid.fault.BadFormat;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code rowtests.json}: the tests over rows that were made last below a folder, and of what, so that a comparison in which
 * nothing has changed need not score every row again.
 *
 * @param dataset its content hash
 * @param split that was scored
 * @param resamples of the bootstrap
 * @param weights per variant, the checksum of the weights of every seed
 * @param tests their outcome
 */
record KnownRowTests(
        String dataset, String split, int resamples, Map<String, List<String>> weights, List<RowTest> tests) {
    KnownRowTests {
        weights = new LinkedHashMap<>(weights);
        tests = List.copyOf(tests);
    }

    /** The same of other outcome. */
    KnownRowTests with(List<RowTest> outcome) {
        return new KnownRowTests(dataset, split, resamples, weights, outcome);
    }

    /**
     * What is known below a folder of the same trainings, rows and resamples.
     *
     * @throws BadFormat when the file is damaged
     */
    Optional<List<RowTest>> found(Path folder) {
        return RecordFile.read(
                        file(folder),
                        KnownRowTests.class,
                        "not the outcome of tests over rows; remove it, and they are made anew")
                .filter(known -> known.with(List.of()).equals(with(List.of())))
                .map(KnownRowTests::tests);
    }

    /** Keeps these below a folder. */
    void keep(Path folder) {
        RecordFile.write(file(folder), this);
    }

    private static Path file(Path folder) {
        return folder.resolve("rowtests.json");
    }
}
