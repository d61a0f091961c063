package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which thread does what, and what becomes of failures. */
@Timeout(60)
final class WorkersTest {
    private static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void jobIRunsOnWorkerIModN(int threads) {
        int jobs = 11;
        try (Workers workers = new Workers(threads)) {
            assertEquals(threads, workers.count());
            for (int round = 0; round < 3; round++) {
                AtomicIntegerArray worker = new AtomicIntegerArray(jobs);
                ConcurrentHashMap<Integer, Thread> thread = new ConcurrentHashMap<>();
                List<Workers.Job> all = new ArrayList<>();
                for (int i = 0; i < jobs; i++) {
                    int job = i;
                    all.add(w -> {
                        worker.set(job, w);
                        thread.put(job, Thread.currentThread());
                    });
                }
                workers.run(all);
                for (int i = 0; i < jobs; i++) {
                    assertEquals(i % threads, worker.get(i), "job " + i);
                    assertSame(thread.get(i % threads), thread.get(i), "job " + i);
                }
                assertSame(Thread.currentThread(), thread.get(0));
            }
        }
    }

    @Test
    void aFailureOfTheCallersOwnJobWaitsUntilTheOthersRest() {
        try (Workers workers = new Workers(2)) {
            CountDownLatch thrown = new CountDownLatch(1);
            AtomicBoolean finished = new AtomicBoolean();
            Failure failure = new Failure();
            Workers.Job failing = w -> {
                thrown.countDown();
                throw failure;
            };
            Workers.Job running = w -> {
                await(thrown);
                double work = 0;
                for (int i = 0; i < 5_000_000; i++) {
                    work += Math.sqrt(i);
                }
                finished.set(work > 0);
            };
            assertSame(failure, assertThrows(Failure.class, () -> workers.run(List.of(failing, running))));
            assertTrue(finished.get(), "run returned while a job was running");
            requireUsable(workers);
        }
    }

    @Test
    void aFailureOnAnotherThreadWaitsUntilTheCallerRests() {
        try (Workers workers = new Workers(3)) {
            CountDownLatch thrown = new CountDownLatch(1);
            AtomicBoolean first = new AtomicBoolean();
            AtomicBoolean third = new AtomicBoolean();
            Failure failure = new Failure();
            assertSame(
                    failure,
                    assertThrows(
                            Failure.class,
                            () -> workers.run(List.of(
                                    w -> {
                                        await(thrown);
                                        first.set(true);
                                    },
                                    w -> {
                                        thrown.countDown();
                                        throw failure;
                                    },
                                    w -> {
                                        await(thrown);
                                        third.set(true);
                                    }))));
            assertTrue(first.get() && third.get());
            requireUsable(workers);
        }
    }

    @Test
    void ofSeveralFailuresTheOneOfTheLowestThreadArrives() {
        try (Workers workers = new Workers(3)) {
            Failure first = new Failure();
            Failure second = new Failure();
            CountDownLatch later = new CountDownLatch(1);
            assertSame(
                    first,
                    assertThrows(
                            Failure.class,
                            () -> workers.run(List.of(
                                    w -> {},
                                    w -> {
                                        await(later);
                                        throw first;
                                    },
                                    w -> {
                                        later.countDown();
                                        throw second;
                                    }))));
            requireUsable(workers);
        }
    }

    @Test
    void anErrorArrivesAsTheErrorItIs() {
        try (Workers workers = new Workers(2)) {
            AssertionError error = new AssertionError("x");
            assertSame(
                    error,
                    assertThrows(
                            AssertionError.class,
                            () -> workers.run(List.of(w -> {}, w -> {
                                throw error;
                            }))));
            requireUsable(workers);
        }
    }

    private static void requireUsable(Workers workers) {
        AtomicIntegerArray done = new AtomicIntegerArray(5);
        List<Workers.Job> jobs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int job = i;
            jobs.add(w -> done.incrementAndGet(job));
        }
        workers.run(jobs);
        for (int i = 0; i < 5; i++) {
            assertEquals(1, done.get(i));
        }
    }
}
