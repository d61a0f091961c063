package dev.braid.cli;

import dev.braid.fault.BadInput;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command has: {@code --json}, {@code --verbose}, and a place to print. */
final class Output {
    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "also write the result to FILE as JSON; what is undefined is null")
    private Optional<Path> json = Optional.empty();

    @SuppressWarnings("UnusedVariable") // read by Failures from what was parsed
    @Option(names = "--verbose", description = "show stack traces and more of what happens")
    private boolean verbose;

    @SuppressWarnings("UnusedVariable") // picocli's own
    @Option(names = "--help", usageHelp = true, description = "show this help")
    private boolean help;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Where results for people go. */
    PrintWriter out() {
        return command.commandLine().getOut();
    }

    /** Where progress goes. */
    PrintWriter err() {
        return command.commandLine().getErr();
    }

    /**
     * Makes sure, before the work begins, that its result can be written.
     *
     * @throws BadInput when {@code --json} names a place that cannot be written
     */
    void check() {
        json.ifPresent(file -> {
            Path folder = file.toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                throw new BadInput("--json " + file + ": its folder does not exist; create it first");
            }
            if (Files.isDirectory(file)) {
                throw new BadInput("--json " + file + ": that is a folder; name a file in it");
            }
            if (!Files.isWritable(folder)) {
                throw new BadInput("--json " + file + ": its folder cannot be written; name another place");
            }
        });
    }

    /**
     * Makes sure that {@code --json} does not replace another file of the command.
     *
     * @param option the option that names the other file
     * @throws BadInput when both are one
     */
    void requireApart(String option, Path other) {
        json.ifPresent(file -> {
            if (same(file, other)) {
                throw new BadInput("--json " + file + ": is the file of " + option + " too; name another file");
            }
        });
    }

    private static boolean same(Path one, Path other) {
        try {
            return one.toAbsolutePath()
                            .normalize()
                            .equals(other.toAbsolutePath().normalize())
                    || (Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other));
        } catch (IOException e) {
            throw new BadInput(one + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** Writes the result for machines where {@code --json} asks for it: whole, or not at all. */
    void result(Object value) {
        json.ifPresent(file -> {
            Path part = file.resolveSibling(file.getFileName() + ".part");
            try {
                if (Files.exists(file) && !Files.isRegularFile(file)) {
                    Files.writeString(file, Json.text(value)); // a device or a pipe, which must not be replaced
                    return;
                }
                Files.writeString(part, Json.text(value));
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new BadInput("--json " + file + ": cannot be written (" + e.getMessage() + ")", e);
            }
        });
    }
}
