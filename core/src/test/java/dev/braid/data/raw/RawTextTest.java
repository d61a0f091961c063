package dev.braid.data.raw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.braid.data.duck.Duck;
import dev.braid.data.spec.FileFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RawTextTest {
    private static final int BAD = 500;

    @TempDir
    Path folder;

    private RawText read(Duck duck, long most) throws IOException {
        Path file = folder.resolve("log.csv");
        Files.writeString(file, "a,b\n" + "1,2\n".repeat(30) + "1,2,3\n".repeat(BAD) + "1,2\n".repeat(30));
        RawText text = RawText.open(duck, file, FileFormat.DEFAULTS, List.of("a", "b"));
        text.read(() -> duck.run("CREATE TABLE good AS SELECT * FROM " + text.source()), most, 20);
        return text;
    }

    @Test
    void moreBadLinesThanAreToleratedAreCountedAndNotKept() throws IOException {
        try (Duck duck = Duck.inMemory(1)) {
            RawText text = read(duck, BAD - 1);
            assertEquals(BAD, text.rejectedLines());
            assertEquals(20, text.rejected().size());
            assertEquals(32L, text.rejected().keySet().iterator().next());
        }
    }

    @Test
    void toleratedBadLinesAreAllKept() throws IOException {
        try (Duck duck = Duck.inMemory(1)) {
            RawText text = read(duck, BAD);
            assertEquals(BAD, text.rejectedLines());
            assertEquals(BAD, text.rejected().size());
        }
    }
}
