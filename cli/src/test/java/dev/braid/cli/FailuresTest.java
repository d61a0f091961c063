package dev.braid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadInput;
import dev.braid.fault.BraidBug;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

final class FailuresTest {
    @Command(name = "failing")
    static final class Failing implements Callable<Integer> {
        @Mixin
        private Output output;

        private final Exception failure;

        Failing(Exception failure) {
            this.failure = failure;
        }

        @Override
        public Integer call() throws Exception {
            output.check();
            throw failure;
        }
    }

    private final StringWriter err = new StringWriter();

    private int run(Exception failure, String... arguments) {
        return Main.run(new Failing(failure), new PrintWriter(new StringWriter()), new PrintWriter(err), arguments);
    }

    @Test
    void aWrongInputIsOneLineAndTwo() {
        assertEquals(2, run(new BadInput("rows.csv:3: too few cells; fix the row")));
        assertEquals("rows.csv:3: too few cells; fix the row", err.toString().strip());
    }

    @Test
    void verboseAddsTheStackTrace() {
        assertEquals(2, run(new BadInput("rows.csv is missing"), "--verbose"));
        assertTrue(err.toString().contains("at dev.braid.cli"), err.toString());
        assertTrue(err.toString().strip().endsWith("rows.csv is missing"), err.toString());
    }

    @Test
    void aFaultOfBraidIsOneWithStackTraceAndAPleaToReport() {
        assertEquals(1, run(new BraidBug("two and two are five")));
        assertTrue(err.toString().contains("two and two are five"), err.toString());
        assertTrue(err.toString().contains("at dev.braid.cli"), err.toString());
        assertTrue(err.toString().contains("Please report it"), err.toString());
    }

    @Test
    void whatTheFileSystemRefusesIsTheUsersToMend() {
        assertEquals(2, run(new UncheckedIOException(new AccessDeniedException("/out/scores.csv"))));
        assertEquals(2, run(new IOException("No space left on device")));
        assertTrue(err.toString().contains("/out/scores.csv: permission denied"), err.toString());
        assertTrue(err.toString().contains("No space left on device"), err.toString());
        assertFalse(err.toString().contains("\tat "), err.toString());
    }
}
