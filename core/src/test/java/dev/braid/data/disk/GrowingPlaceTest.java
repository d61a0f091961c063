package dev.braid.data.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GrowingPlaceTest {
    @TempDir
    Path folder;

    private Path place() {
        return folder.resolve("dataset");
    }

    private GrowingPlace begin() throws IOException {
        return GrowingPlace.beside(place(), "growing");
    }

    private List<String> entries() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void nothingIsThereBeforeTheEndAndNothingElseAfterIt() throws IOException {
        try (GrowingPlace growing = begin()) {
            Files.writeString(growing.path(), "whole");
            Files.createDirectories(growing.scratch().resolve("deep"));
            assertTrue(Files.notExists(place()));
            growing.finish();
        }
        assertEquals(List.of("dataset"), entries());
        assertEquals("whole", Files.readString(place()));
    }

    @Test
    void whatIsNotFinishedGoes() throws IOException {
        try (GrowingPlace growing = begin()) {
            Files.writeString(Files.createDirectory(growing.path()).resolve("part"), "half");
        }
        assertEquals(List.of(), entries());
    }

    @Test
    void onlyReplaceTouchesWhatIsThere() throws IOException {
        Files.writeString(Files.createDirectory(place()).resolve("old"), "old");
        try (GrowingPlace growing = begin()) {
            Files.writeString(Files.createDirectory(growing.path()).resolve("new"), "new");
            assertThrows(FileAlreadyExistsException.class, growing::finish);
            assertEquals("old", Files.readString(place().resolve("old")));
            growing.replace();
        }
        assertEquals(List.of("dataset"), entries());
        assertEquals("new", Files.readString(place().resolve("new")));
        assertTrue(Files.notExists(place().resolve("old")));
    }

    @Test
    void anotherAttemptOfThisProcessIsLeftAlone() throws IOException {
        try (GrowingPlace first = begin();
                GrowingPlace second = begin()) {
            Files.writeString(first.path(), "first");
            Files.writeString(second.path(), "second");
            first.finish();
            second.replace();
        }
        assertEquals("second", Files.readString(place()));
    }

    /** A child process begins; while it lives its folder stays, when it was killed the next attempt removes it. */
    @Test
    void leftoversGoWithTheirProcessAndNotBefore() throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Beginning.class.getName(),
                        place().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> begun;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("begun", out.readLine());
            begun = entries();
            assertEquals(1, begun.size(), begun::toString);
            begin().close();
            assertEquals(begun, entries(), "the child lives");
        } finally {
            child.destroyForcibly().waitFor(); // SIGKILL
        }
        assertEquals(begun, entries(), "a killed process leaves its folder");
        Files.writeString(folder.resolve(".dataset.growing-file"), "not a folder");
        Files.createDirectory(folder.resolve(".other.growing-1"));
        begin().close();
        assertEquals(List.of(".dataset.growing-file", ".other.growing-1"), entries());
    }

    @Test
    void aFolderThatDiedBetweenBothMovesGetsItsOldContentBack() throws IOException {
        Path leftover = Files.createDirectory(folder.resolve(".dataset.growing-1"));
        Files.writeString(Files.createDirectory(leftover.resolve("replaced")).resolve("old"), "old");
        Files.createDirectory(leftover.resolve("growing"));
        begin().close();
        assertEquals(List.of("dataset"), entries());
        assertEquals("old", Files.readString(place().resolve("old")));
    }
}
