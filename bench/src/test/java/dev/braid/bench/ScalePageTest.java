package dev.braid.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The page about data larger than memory. */
final class ScalePageTest {
    private static EpochBench.Result epoch(long rows, double rowsPerSecond, double ofLimit) {
        return new EpochBench.Result(rows, rowsPerSecond, 0.01, 1000, 100, 0.001, ofLimit, 2048, 0.5);
    }

    private static String page(EpochBench.Result streamed, EpochBench.Result inMemory, double peakMb) {
        TrainBenchResult step = new TrainBenchResult(1000, 4, 100, 0.001, 0.5, 1, "fp32", false, 2, "an engine");
        return ScalePage.of(
                "./braid bench scale",
                new ScaleResults(
                        List.of(new ScaleStudy.Simulated("criteo", 2_000_000, 470_000_000, 8, 12, 250_000, 512)),
                        List.of(
                                new ScaleStudy.Prepared(1000, 1, 10, 15, 100, peakMb),
                                new ScaleStudy.Prepared(5000, 5, 40, 75, 125, peakMb)),
                        new ScaleStudy.Prepared(3000, 900_000_000, 30, 40, 100, 700),
                        List.of(new ScaleStudy.Described(1000, 2, 3, 100)),
                        List.of(new ReadBench.Result(800, 1000, Double.NaN, 300)),
                        streamed,
                        Optional.of("control group v2"),
                        inMemory,
                        List.of(new TableBench.Result(step, 50, 16, "lazy-adam", 100, 120, 130, 1, 0, 1, -1))),
                List.of("train.partRows=256"));
    }

    @Test
    void everyLineOfATableHasTheColumnsOfItsHeading() {
        String page = page(epoch(800, 95, 0.4), epoch(800, 100, 0.4), 1024);
        int columns = 0;
        int tables = 0;
        for (String line : page.split("\n", -1)) {
            int cells = (int) line.chars().filter(c -> c == '|').count();
            if (cells > 0 && columns == 0) {
                tables++;
            }
            assertTrue(cells == 0 || columns == 0 || cells == columns, line);
            columns = cells;
        }
        assertEquals(6, tables, page);
        assertTrue(page.contains("| criteo | 2,000,000 | 470 | 8.0 | 250,000 | 12.0 | 0.50 |"), page);
        assertTrue(
                page.contains("3,000 simulated rows in 900 MB of text took 30 s (100 rows/s, 40 CPU seconds)"), page);
        assertTrue(page.contains("5 times the rows take 4.0 times the time, and 5.0 times the CPU seconds"), page);
        assertTrue(Arrays.asList(page.split("`", -1)).contains("train.partRows=256"), page);
    }

    @Test
    void theAimIsMetOrMissedByTheSameRows() {
        String met = page(epoch(800, 90, 0.4), epoch(800, 100, 0.5), 1024);
        assertTrue(met.contains("Streaming reaches 90 % of the rows/s from memory with the same rows"), met);
        assertFalse(met.contains("missed"), met);
        assertTrue(met.contains("the ratio is 80 %"), met);
        String missed = page(epoch(800, 89, 0.4), epoch(800, 100, 0.4), 1024);
        assertTrue(missed.contains("which is missed here"), missed);
        String fewer = page(epoch(800, 90, 0.4), epoch(400, 100, 0.4), 1024);
        assertTrue(fewer.contains("though of fewer rows"), fewer);
    }

    @Test
    void whatTheSystemDoesNotTellIsUnknownAndNotANumber() {
        String page = page(epoch(800, 90, 0.4), epoch(800, 100, 0.5), -1);
        assertTrue(page.contains("| 1,000 | 10 | 100 | 15 | unknown |"), page);
        assertTrue(page.contains("| 800 | 1,000 | undefined | 0.29 |"), page);
    }
}
