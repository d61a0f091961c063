package dev.braid.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.braid.fault.BadFormat;
import dev.braid.fault.FileFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
    private static final ObjectMapper JSON = new ObjectMapper();

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
        Path file = file(folder);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            KnownRowTests known = JSON.readValue(file.toFile(), KnownRowTests.class);
            return known.with(List.of()).equals(with(List.of())) ? Optional.of(known.tests) : Optional.empty();
        } catch (JsonProcessingException e) {
            throw new BadFormat(
                    file, "damaged: not the outcome of tests over rows; remove it, and they are made anew", e);
        } catch (IOException e) {
            throw new BadFormat(file, "cannot be read: " + FileFault.reason(e), e);
        }
    }

    /** Keeps these below a folder. */
    void keep(Path folder) {
        Path file = file(folder);
        try {
            Path part = file.resolveSibling("." + file.getFileName() + ".part");
            Files.write(part, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw FileFault.cannotWrite(file, e);
        }
    }

    private static Path file(Path folder) {
        return folder.resolve("rowtests.json");
    }
}
