package dev.braid.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A fixed number of threads, the caller's among them. Which thread does which job is fixed too, so that sums that a
 * thread keeps do not depend on timing.
 */
final class Workers implements AutoCloseable {
    private final List<ExecutorService> others = new ArrayList<>();

    /**
     * @param threads at least 1, the caller's included
     */
    Workers(int threads) {
        for (int i = 1; i < threads; i++) {
            String name = "braid-worker-" + i;
            others.add(Executors.newSingleThreadExecutor(work -> {
                Thread thread = new Thread(work, name);
                thread.setDaemon(true);
                return thread;
            }));
        }
    }

    /** The number of threads. */
    int count() {
        return others.size() + 1;
    }

    /** Work that knows which of the threads does it. */
    @FunctionalInterface
    interface Job {
        void run(int worker);
    }

    /**
     * Does job i on thread {@code i mod count}, the jobs of one thread in order, and waits for all.
     *
     * @throws RuntimeException a job's failure, when every thread has come to rest; of several that of the thread with the
     *     lowest number, the caller's first, whichever came earlier
     */
    void run(List<? extends Job> jobs) {
        List<Future<?>> running = new ArrayList<>();
        for (int w = 1; w < count(); w++) {
            int worker = w;
            running.add(others.get(w - 1).submit(() -> share(jobs, worker)));
        }
        Throwable failure = null;
        try {
            share(jobs, 0);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        for (Future<?> future : running) {
            failure = join(future, failure);
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
    }

    private void share(List<? extends Job> jobs, int worker) {
        for (int i = worker; i < jobs.size(); i += count()) {
            jobs.get(i).run(worker);
        }
    }

    private static Throwable join(Future<?> future, Throwable earlier) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    future.get();
                    return earlier;
                } catch (InterruptedException e) {
                    interrupted = true; // native memory is in use over there: rest must be waited for
                } catch (ExecutionException e) {
                    return earlier == null ? e.getCause() : earlier;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        others.forEach(ExecutorService::shutdown);
    }
}
