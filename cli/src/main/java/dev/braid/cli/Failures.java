package dev.braid.cli;

import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Answers what a command throws: a line for what the user can mend, a stack trace for what we have to. */
final class Failures implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult arguments) {
        PrintWriter err = line.getErr();
        String lines = toMend(failure);
        if (lines == null) {
            failure.printStackTrace(err);
            err.println("This is a fault of Braid, not of your input. Please report it with the lines above and the"
                    + " command (braid " + Version.current() + ", Java " + System.getProperty("java.version") + ", "
                    + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ").");
            return CommandLine.ExitCode.SOFTWARE;
        }
        if (isVerbose(arguments)) {
            failure.printStackTrace(err);
        }
        lines.lines().forEach(err::println);
        return CommandLine.ExitCode.USAGE;
    }

    private static boolean isVerbose(ParseResult arguments) {
        ParseResult innermost = arguments;
        while (innermost.hasSubcommand()) {
            innermost = innermost.subcommand();
        }
        return innermost.matchedOptionValue("--verbose", false);
    }

    /** What to tell the user, or null when there is nothing that the user could do. */
    private static @Nullable String toMend(Exception failure) {
        if (failure instanceof BadInput) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof UncheckedIOException unchecked) {
            return ofFile(unchecked.getCause());
        }
        return failure instanceof IOException io ? ofFile(io) : null;
    }

    private static String ofFile(IOException failure) {
        if (failure instanceof FileSystemException file) {
            return file.getFile() + ": " + FileFault.reason(file)
                    + "; check the path, its permissions and the free space";
        }
        return "reading or writing failed: " + FileFault.reason(failure) + "; check permissions and the free space";
    }
}
