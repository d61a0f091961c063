package dev.braid.explain;

import dev.braid.data.Batch;
import dev.braid.data.BatchStream;
import dev.braid.fault.BraidBug;
import java.util.ArrayList;
import java.util.List;

/**
 * Some batches of a split, spread evenly over it; always the same ones of a split of the same length.
 *
 * @param size rows of a batch; the last of the split may have fewer
 * @param numbers of the batches in the split, ascending
 * @param rows of all of them together
 */
record ChosenBatches(int size, List<Long> numbers, long rows) {
    ChosenBatches {
        numbers = List.copyOf(numbers);
    }

    /** Takes a batch and the position of its first row in the split. */
    @FunctionalInterface
    interface Taker {
        void take(Batch batch, long firstRow);
    }

    /**
     * Chooses.
     *
     * @param wanted rows, at least 1; whole batches are taken, at most all
     * @param splitRows rows of the split
     */
    static ChosenBatches of(int wanted, long splitRows, int size) {
        long all = (splitRows + size - 1) / size;
        long some = Math.min(all, (wanted + size - 1L) / size);
        List<Long> numbers = new ArrayList<>();
        long rows = 0;
        for (long i = 0; i < some; i++) {
            long number = (i * all + some - 1) / some; // the first of its share
            numbers.add(number);
            rows += Math.min(size, splitRows - number * size);
        }
        return new ChosenBatches(size, numbers, rows);
    }

    /**
     * Takes them from a whole pass.
     *
     * @param stream at its beginning, with batches of this size
     */
    void read(BatchStream stream, Taker taker) {
        long at = 0;
        for (long number : numbers) {
            stream.skip(number - at);
            Batch batch = stream.next();
            if (batch == null) {
                throw new BraidBug("a split has fewer than " + (number + 1) + " batches of " + size);
            }
            taker.take(batch, number * size);
            at = number + 1;
        }
    }
}
