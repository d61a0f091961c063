package dev.braid.data.duck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadInput;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DuckDB without room says so in one line, whatever it was doing. */
final class NoRoomTest {
    private static final String LARGE = "CREATE TABLE t AS SELECT md5(i::VARCHAR) AS x FROM range(2000000) r(i)";

    @TempDir
    Path folder;

    @Test
    void tooLittleSpaceForWhatDoesNotFitIntoMemory() {
        try (Duck duck = Duck.onDisk(folder, "40MB", 1)) {
            duck.run(LARGE);
            duck.run("SET max_temp_directory_size = '1MB'");
            String said = refusal(duck, "CREATE TABLE u AS SELECT * FROM t ORDER BY x");
            assertTrue(said.startsWith(folder.resolve("spill") + ": too little free space"), said);
            assertTrue(said.contains("--memory"), said);
        }
    }

    @Test
    void tooLittleMemory() {
        try (Duck duck = Duck.onDisk(folder, "1MB", 1)) {
            String said = refusal(duck, LARGE);
            assertTrue(said.contains("DuckDB's memory is too small") && said.contains("--memory 8GB"), said);
        }
    }

    @Test
    void aFileWhereTheSpillFolderShouldBe() throws Exception {
        Files.writeString(folder.resolve("spill"), "in the way");
        try (Duck duck = Duck.onDisk(folder, "40MB", 1)) {
            duck.run(LARGE);
            String said = refusal(duck, "CREATE TABLE u AS SELECT * FROM t ORDER BY x");
            assertTrue(said.startsWith(folder.resolve("spill") + ": cannot be written: "), said);
        }
    }

    @Test
    void whatWasAskedWronglyIsStillTheCallersToTell() {
        try (Duck duck = Duck.onDisk(folder, "", 1)) {
            assertThrows(DuckFailure.class, () -> duck.run("SELECT nothing"));
        }
    }

    private static String refusal(Duck duck, String sql) {
        String said = assertThrows(BadInput.class, () -> duck.run(sql)).getMessage();
        assertEquals(1, said.lines().count(), said);
        return said;
    }
}
