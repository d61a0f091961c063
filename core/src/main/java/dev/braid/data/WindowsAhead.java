package dev.braid.data;

import dev.braid.fault.BraidBug;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Loads each window on a thread of its own while the rows of the one before are handed out, so that nobody waits for files
 * between windows. Two windows are in memory at a time. A failure arrives when its window is asked for.
 */
final class WindowsAhead implements Windows {
    private final int count;
    private final Windows load;
    private int ahead;
    private @Nullable FutureTask<Block> task;
    private @Nullable Thread loader;

    /**
     * @param count how many windows there are
     * @param load loads one, on any thread
     */
    WindowsAhead(int count, Windows load) {
        this.count = count;
        this.load = load;
    }

    @Override
    public Block block(int window) {
        FutureTask<Block> begun = task;
        Block block = begun != null && ahead == window ? await(begun) : load.block(window);
        begin(window + 1);
        return block;
    }

    private void begin(int window) {
        if (window >= count) {
            task = null;
            return;
        }
        ahead = window;
        FutureTask<Block> next = new FutureTask<>(() -> load.block(window));
        task = next;
        Thread thread = new Thread(next, "braid-window");
        thread.setDaemon(true);
        thread.start();
        loader = thread;
    }

    private static Block await(FutureTask<Block> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BraidBug("interrupted while rows were read", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new BraidBug("rows could not be read", e);
        }
    }

    /** Waits for the window that is being loaded: its files may go away after this. */
    @Override
    public void close() {
        Thread thread = loader;
        boolean interrupted = false;
        while (thread != null && thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        task = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
