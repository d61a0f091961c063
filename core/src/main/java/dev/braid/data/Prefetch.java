package dev.braid.data;

import dev.braid.fault.BraidBug;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Prepares the next items on one background thread while the caller works on the current one. The order is the stream's;
 * a failure of the stream or of the preparation arrives at the caller of {@link #next}, after the items before it.
 *
 * @param <T> what is made of a batch
 */
public final class Prefetch<T> implements AutoCloseable {
    private record Item<T>(@Nullable T value, @Nullable Throwable failure) {}

    private final BatchStream stream;
    private final BlockingQueue<Item<T>> queue;
    private final Thread worker;
    private volatile boolean closed;
    private @Nullable Item<T> last;

    private Prefetch(BatchStream stream, Function<Batch, T> prepare, int ahead) {
        this.stream = stream;
        this.queue = new ArrayBlockingQueue<>(ahead);
        this.worker = new Thread(() -> work(prepare), "braid-prefetch");
        worker.setDaemon(true);
    }

    /**
     * Starts to prepare.
     *
     * @param stream is read, and closed, by the background thread
     * @param prepare runs on the background thread
     * @param ahead how many items may wait, at least 1
     */
    public static <T> Prefetch<T> start(BatchStream stream, Function<Batch, T> prepare, int ahead) {
        Prefetch<T> prefetch = new Prefetch<>(stream, prepare, ahead);
        prefetch.worker.start();
        return prefetch;
    }

    /** The next item, or null at the end of the pass. */
    public @Nullable T next() {
        if (last == null) {
            Item<T> item = take();
            if (item.value() != null) {
                return item.value();
            }
            last = item;
        }
        if (last.failure() instanceof RuntimeException failure) {
            throw failure;
        }
        if (last.failure() instanceof Error failure) {
            throw failure;
        }
        return null;
    }

    /** Stops the background thread and closes the stream. Items not taken are forgotten. */
    @Override
    public void close() {
        closed = true;
        worker.interrupt();
        boolean interrupted = false;
        while (worker.isAlive()) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Item<T> take() {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BraidBug("interrupted while waiting for the next batch", e);
        }
    }

    private void work(Function<Batch, T> prepare) {
        Item<T> end = new Item<>(null, null);
        try (stream) {
            for (Batch batch = stream.next(); batch != null && !closed; batch = stream.next()) {
                if (!put(new Item<>(prepare.apply(batch), null))) {
                    return;
                }
            }
        } catch (Throwable failure) {
            end = new Item<>(null, failure);
        }
        put(end);
    }

    /** Waits for room, and gives up when closed. */
    private boolean put(Item<T> item) {
        while (!closed) {
            try {
                if (queue.offer(item, 100, TimeUnit.MILLISECONDS)) {
                    return true;
                }
            } catch (InterruptedException e) {
                // Only close() interrupts; the loop's condition sees it.
            }
        }
        return false;
    }
}
