package dev.braid.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A disk that fills up at any moment is told in one line, and nothing half-written stays. */
final class FullDiskTest {
    @TempDir
    Path folder;

    private List<Path> before = List.of();

    @BeforeEach
    void requirePrlimit() {
        boolean there = Arrays.stream(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "prlimit")));
        assumeTrue(there, "this system has no prlimit (util-linux)");
    }

    /** Fills the disk before the work, and when a stage of it is done; with much data also in the midst of one. */
    @ParameterizedTest
    @CsvSource({
        "start, 1, 100",
        "read, 1, 100",
        "check, 1, 100",
        "learn, 1, 100",
        "write, 1, 100",
        "start, 700, 1000000"
    })
    void prepare(String moment, int copies, long bytes) throws IOException, InterruptedException {
        writeLog(copies);
        requireRefused(run("prepare", moment, bytes), folder);
    }

    @ParameterizedTest
    @CsvSource({"scores.parquet", "scores.csv"})
    void predict(String file) throws IOException, InterruptedException {
        Shop.prepare(folder, Shop.SPEC).copyTransformation(folder.resolve("run"));
        before = files();
        requireRefused(run("predict", file, 100), folder.resolve("tmp"));
    }

    private void requireRefused(String said, Path full) throws IOException {
        assertEquals(
                full + ": cannot be written: File too large; check the path, its permissions and the free space",
                said.strip());
        assertEquals(before, files());
    }

    private void writeLog(int copies) throws IOException {
        StringBuilder rows = new StringBuilder(Shop.header());
        for (int copy = 0; copy < copies; copy++) {
            for (int i = 0; i < Shop.ROWS; i++) {
                rows.append(Shop.line(i));
            }
        }
        Files.writeString(folder.resolve("log.csv"), rows);
        before = files();
    }

    private String run(String work, String moment, long bytes) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FillingDisk.class.getName(),
                        work,
                        folder.toString(),
                        moment,
                        Long.toString(bytes))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, child.waitFor(), said);
        return said;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(p -> !p.toString().endsWith(".so") && !p.endsWith("tmp"))
                    .sorted()
                    .toList();
        }
    }
}
