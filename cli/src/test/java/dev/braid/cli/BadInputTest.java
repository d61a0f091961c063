package dev.braid.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every wrong input gets one line that says what, where and what to do, exit code 2, and leaves nothing behind. */
final class BadInputTest {
    @TempDir
    Path folder;

    /**
     * One mistake.
     *
     * @param name what is wrong
     * @param arguments the command; {@code {}} stands for the test's folder
     * @param fragments what the line has to say
     */
    record Mistake(String name, List<String> arguments, List<String> fragments) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Mistake mistake(String name, String command, String... fragments) {
        return new Mistake(name, List.of(command.split(" ")), List.of(fragments));
    }

    static Stream<Mistake> arguments() {
        return Stream.of(
                mistake("unknown command", "prepair --spec a.yaml", "no command 'prepair'", "did you mean 'prepare'?"),
                mistake("no command", "--verbose", "no option '--verbose'", "braid --help"),
                mistake("unknown option", "prepare --sepc a.yaml", "no option '--sepc'", "did you mean '--spec'?"),
                mistake("missing option", "prepare --out {}/out", "missing required option", "--spec"),
                mistake("wrong type", "prepare --spec a --out b --threads many", "'many'", "--threads"),
                mistake("unknown model", "models mmeo", "no model is named 'mmeo'", "did you mean 'mmoe'?"),
                mistake("unwritable result", "models --json {}/none/a.json", "{}/none/a.json", "folder does not exist"),
                mistake("a folder as result", "models --json {}", "--json {}", "that is a folder"),
                mistake("unknown simulation", "simulate --like funel --out {}/s", "'funel'", "did you mean 'funnel'?"),
                mistake(
                        "too few rows",
                        "simulate --like funnel --rows 1 --out {}/s",
                        "rows must be at least 10, got 1"),
                mistake(
                        "unknown option of a simulation",
                        "simulate --like funnel --out {}/s --set clikRate=0.1",
                        "no option 'clikRate'",
                        "did you mean 'clickRate'?"),
                mistake(
                        "existing output",
                        "simulate --like funnel --out {}",
                        "{}: exists already",
                        "name a new folder"),
                mistake(
                        "--set without =",
                        "simulate --like funnel --out {}/s --set rows",
                        "--set rows: write key=value"),
                mistake("stray argument", "describe {} more", "'more' has no place here"));
    }

    @ParameterizedTest
    @MethodSource("arguments")
    void wrongArgumentsGetOneLine(Mistake mistake) throws IOException {
        refuses(mistake);
    }

    private void refuses(Mistake mistake) throws IOException {
        String[] arguments = mistake.arguments().stream()
                .map(a -> a.replace("{}", folder.toString()))
                .toArray(String[]::new);
        Map<String, Long> before = files();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
        String said = err.toString();
        assertAll(
                () -> assertEquals(2, code, said),
                () -> assertEquals(1, said.lines().count(), said),
                () -> assertEquals("", out.toString()),
                () -> assertEquals(before, files()),
                () -> assertAll(mistake.fragments().stream()
                        .map(f -> () -> assertTrue(
                                said.contains(f.replace("{}", folder.toString())), "'" + f + "' is not in: " + said))));
    }

    /** Every file of the folder with its size. */
    private Map<String, Long> files() throws IOException {
        Map<String, Long> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.toList()) {
                files.put(path.toString(), Files.isDirectory(path) ? -1 : Files.size(path));
            }
        }
        return files;
    }
}
