package dev.braid.options;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of options, and the same options one by one. */
final class ConfigAssignmentsTest {
    @TempDir
    Path folder;

    /** Options of every kind that is written differently. */
    record Sample(
            @Doc("a number") int count,
            @Doc("a switch") boolean on,
            @Doc("words") String name,
            @Doc("numbers") List<Integer> sizes,
            @Doc("names") List<String> names,
            @Doc("a group") Inner inner) {}

    /** A group. */
    record Inner(@Doc("a rate") double rate) {}

    private static final Sample DEFAULTS = new Sample(1, false, "plain", List.of(1), List.of("a"), new Inner(0.5));

    @Test
    void bothAreReadAlike() throws IOException {
        Path yaml = Files.writeString(folder.resolve("o.yaml"), """
                count: 7
                on: true
                name: "it's, two words"
                sizes: [64, 32]
                names:
                  - x
                  - "a, b"
                  - it's
                inner:
                  rate: 1e-3
                """);
        List<String> sets = ConfigAssignments.of(yaml);
        assertEquals("count=7", sets.get(0));
        assertEquals("inner.rate=1e-3", sets.get(5));
        assertEquals(
                OptionReader.of(yaml, List.of()).read(DEFAULTS),
                OptionReader.of(sets).read(DEFAULTS));
    }

    @Test
    void anEmptyFileHasNone() throws IOException {
        assertEquals(List.of(), ConfigAssignments.of(Files.writeString(folder.resolve("o.yaml"), "")));
    }
}
