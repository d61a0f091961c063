package dev.braid.cli;

import dev.braid.fault.NearestName;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers arguments that fit no command: one line, with the nearest name where there is one. */
final class WrongArguments implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException wrong, String[] args) {
        CommandLine line = wrong.getCommandLine();
        String command = line.getCommandSpec().qualifiedName();
        line.getErr().println(command + ": " + reason(wrong, args) + "; '" + command + " --help' shows how");
        return CommandLine.ExitCode.USAGE;
    }

    private static String reason(ParameterException wrong, String[] args) {
        CommandLine line = wrong.getCommandLine();
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String first = unmatched.getUnmatched().get(0);
            if (first.startsWith("-")) {
                return unknownOption(first, line);
            }
            if (!line.getSubcommands().isEmpty()) {
                return "there is no command '" + first + "'; "
                        + NearestName.suggestion(first, line.getSubcommands().keySet());
            }
            return "the argument '" + first + "' has no place here";
        }
        if (wrong instanceof MissingParameterException) {
            // A misspelt option is the likelier mistake than the required one that it leaves missing.
            for (String argument : args) {
                if (argument.startsWith("--")
                        && !line.getCommandSpec().optionsMap().containsKey(argument.split("=", 2)[0])) {
                    return unknownOption(argument, line);
                }
            }
        }
        String message = wrong.getMessage().lines().findFirst().orElse("wrong arguments");
        String plain = message.replaceFirst("\\.$", "");
        return plain.substring(0, 1).toLowerCase(Locale.ROOT) + plain.substring(1);
    }

    private static String unknownOption(String argument, CommandLine line) {
        String name = argument.split("=", 2)[0];
        return "there is no option '" + name + "'; " + NearestName.suggestion(name, longNames(line));
    }

    private static List<String> longNames(CommandLine line) {
        return line.getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .toList();
    }
}
