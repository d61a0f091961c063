package dev.braid.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Starts the command line. Exit codes: 0 done, 1 a fault of Braid, 2 a wrong input or option. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /**
     * Runs one command.
     *
     * @return the exit code
     */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return run(new Braid(), out, err, args);
    }

    /** Runs a command that {@code braid} need not know. */
    static int run(Object command, PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(command);
        line.setOut(out);
        line.setErr(err);
        line.setUsageHelpAutoWidth(true);
        line.setUsageHelpLongOptionsMaxWidth(32);
        line.setParameterExceptionHandler(new WrongArguments());
        line.setExecutionExceptionHandler(new Failures());
        try {
            return line.execute(args);
        } finally {
            out.flush();
            err.flush();
        }
    }
}
