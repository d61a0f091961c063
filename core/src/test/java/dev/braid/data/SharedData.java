package dev.braid.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Real data beside the repository; tests that need it skip where it is absent. */
public final class SharedData {
    private SharedData() {}

    /** A directory of the shared data. */
    public static Path directory(String name) {
        Optional<String> named = Stream.of(System.getProperty("braid.data"), System.getenv("BRAID_DATA"))
                .filter(n -> n != null)
                .findFirst();
        Path data =
                named.map(Path::of).orElse(repository().resolveSibling("shared").resolve("data"));
        Path directory = data.resolve(name);
        Assumptions.assumeTrue(Files.isDirectory(directory), () -> "skipped: no data in " + directory);
        return directory;
    }

    /** The repository: the nearest directory above with the example specs. */
    public static Path repository() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("examples"))) {
            directory = directory.getParent();
        }
        return directory;
    }
}
