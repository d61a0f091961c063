package dev.braid.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The stage that prepares ahead. */
final class PrefetchTest {
    /** Batches of 1, 2, 3 ... rows. */
    private static final class Counting implements BatchStream {
        private final int last;
        private final AtomicBoolean closed = new AtomicBoolean();
        private int rows;

        Counting(int last) {
            this.last = last;
        }

        @Override
        public @Nullable Batch next() {
            return rows == last
                    ? null
                    : new Batch(++rows, new int[0][], new float[0][], new Batch.Bag[0], new float[0][], null, null);
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    @Test
    void itemsComeInOrderAndEndWithNull() {
        Counting stream = new Counting(20);
        try (Prefetch<Integer> items = Prefetch.start(stream, Batch::rows, 2)) {
            for (int i = 1; i <= 20; i++) {
                assertEquals(i, items.next());
            }
            assertNull(items.next());
            assertNull(items.next());
        }
        assertTrue(stream.closed.get());
    }

    @Test
    void aFailureArrivesAfterTheItemsBeforeIt() {
        try (Prefetch<Integer> items = Prefetch.start(
                new Counting(20),
                batch -> {
                    if (batch.rows() == 3) {
                        throw new IllegalStateException("third");
                    }
                    return batch.rows();
                },
                4)) {
            assertEquals(1, items.next());
            assertEquals(2, items.next());
            assertEquals(
                    "third",
                    assertThrows(IllegalStateException.class, items::next).getMessage());
            assertThrows(IllegalStateException.class, items::next);
        }
    }

    @Test
    void closingEarlyEndsTheThreadAndClosesTheStream() {
        Counting stream = new Counting(1_000_000);
        try (Prefetch<Integer> items = Prefetch.start(stream, Batch::rows, 1)) {
            assertEquals(1, items.next());
        }
        assertTrue(stream.closed.get());
        assertFalse(Thread.getAllStackTraces().keySet().stream()
                .anyMatch(t -> t.getName().equals("braid-prefetch") && t.isAlive()));
    }
}
