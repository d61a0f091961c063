package dev.braid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadmeTest {
    @TempDir
    Path folder;

    @Test
    void theExampleIsTheOneThatIsCompiled() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        String shown =
                readme.substring(readme.indexOf("```java\n") + 8, readme.indexOf("\n```", readme.indexOf("```java")));
        String source = Files.readString(Path.of("src", "test", "java", "dev", "braid", "cli", "ReadmeExample.java"));
        String compiled = source.substring(source.indexOf("// README\n") + 10, source.indexOf("        // end"));
        assertEquals(compiled.stripTrailing().stripIndent(), shown.strip());
        assertTrue(shown.lines().count() < 25);
    }

    @Test
    void theExampleRuns() throws IOException {
        TinyFunnel.raw(folder);
        assertEquals(36, ReadmeExample.run(folder, folder.resolve("work")).rows());
        assertTrue(Files.size(folder.resolve("work").resolve("scores.parquet")) > 0);
    }
}
