package dev.braid.report.page;

import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Chromium on this machine, without a window: opens a page, runs its script, and gives back what became of it.
 *
 * @param program the browser
 */
public record Chromium(Path program) {
    /** The variable of the environment that names the browser. */
    public static final String VARIABLE = "CHROMIUM";

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private static final List<String> QUIET = List.of(
            "--headless",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--virtual-time-budget=10000");

    private static final long PATIENCE_SECONDS = 180;

    /** The browser that the environment names, or one on the {@code PATH}; empty when there is none. */
    public static Optional<Chromium> find() {
        return find(System.getenv());
    }

    /**
     * As {@link #find()}, with another environment.
     *
     * @throws BadInput when {@value #VARIABLE} names no program
     */
    static Optional<Chromium> find(Map<String, String> environment) {
        String named = environment.getOrDefault(VARIABLE, "");
        if (!named.isBlank()) {
            Path program = Path.of(named);
            if (!Files.isRegularFile(program) || !Files.isExecutable(program)) {
                throw new BadInput(VARIABLE + "=" + named + ": is no program; name the browser's file, or unset it");
            }
            return Optional.of(new Chromium(program));
        }
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder).resolve(name)))
                .filter(program -> Files.isRegularFile(program) && Files.isExecutable(program))
                .findFirst()
                .map(Chromium::new);
    }

    /**
     * Opens a page and gives back its elements after its script has run.
     *
     * @throws BadInput when the browser fails
     */
    public String elements(URI page) {
        return open("--dump-dom", page.toString());
    }

    /**
     * Opens a page and takes a picture of it.
     *
     * @param png the file to write
     * @param width in pixels, at least 500
     * @param height in pixels
     * @throws BadInput when the browser fails
     */
    public void screenshot(URI page, Path png, int width, int height) {
        open("--screenshot=" + png.toAbsolutePath(), "--window-size=" + width + "," + height, page.toString());
        if (!Files.exists(png)) {
            throw new BadInput(program + ": took no picture of " + page);
        }
    }

    private String open(String... arguments) {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("braid-chromium");
            List<String> command = new ArrayList<>(List.of(program.toString()));
            command.addAll(QUIET);
            if (System.getProperty("user.name", "").equals("root")) {
                command.add("--no-sandbox"); // Chromium refuses to start as root with its sandbox
            }
            command.add("--user-data-dir=" + folder.resolve("profile"));
            command.addAll(List.of(arguments));
            return run(command, folder);
        } catch (IOException e) {
            throw new BadInput(program + ": cannot be started: " + FileFault.reason(e), e);
        } finally {
            if (folder != null) {
                delete(folder);
            }
        }
    }

    private String run(List<String> command, Path folder) throws IOException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new BadInput(program + ": did not finish within " + PATIENCE_SECONDS + " s; try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadInput(program + ": was interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new BadInput(String.format(
                    Locale.ROOT, "%s: failed with exit code %d (%s)", program, process.exitValue(), lastLine(err)));
        }
        return Files.readString(out);
    }

    private static String lastLine(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .reduce((a, b) -> b)
                .orElse("it said nothing");
    }

    /** What Chromium left behind; it may still be deleting there itself. */
    private static void delete(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            folder.toFile().deleteOnExit(); // a temporary folder, which no result depends on
        }
    }
}
