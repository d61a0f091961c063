package dev.braid.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ChosenBatchesTest {
    @Test
    void fewBatchesAreSpreadOverTheSplit() {
        ChosenBatches chosen = ChosenBatches.of(30, 95, 10); // 3 of 10 batches
        assertEquals(List.of(0L, 4L, 7L), chosen.numbers());
        assertEquals(30, chosen.rows());
    }

    @Test
    void theLastBatchCountsTheRowsThatItHas() {
        assertEquals(95, ChosenBatches.of(1000, 95, 10).rows());
        assertEquals(
                LongStream.range(0, 10).boxed().toList(),
                ChosenBatches.of(1000, 95, 10).numbers());
        assertEquals(10, ChosenBatches.of(1, 95, 10).rows());
        assertEquals(3, ChosenBatches.of(1, 3, 10).rows());
        assertTrue(ChosenBatches.of(1, 0, 10).numbers().isEmpty());
    }

    @Test
    void noBatchComesTwiceAndEveryShareHasOne() {
        for (int all = 1; all <= 40; all++) {
            for (int some = 1; some <= all; some++) {
                List<Long> numbers = ChosenBatches.of(10 * some, 10L * all, 10).numbers();
                assertEquals(some, numbers.size());
                for (int i = 0; i < some; i++) {
                    assertEquals(i, numbers.get(i) * some / all, numbers::toString);
                }
            }
        }
    }
}
