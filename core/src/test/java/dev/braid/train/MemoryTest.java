package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MemoryTest {
    private static final long MOST_GROWTH_KILOBYTES = 50 * 1024;

    @TempDir
    Path folder;

    /** In a process of its own whose Java heap is resident from the start, so that growth is native memory. */
    @Test
    void residentMemoryIsFlatOverFiveThousandSteps() throws IOException, InterruptedException {
        assumeTrue(
                Files.isReadable(Path.of("/proc/self/status")), "no /proc on this system: resident memory is unknown");
        Process child = ChildJvm.start(
                List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"),
                SteadyTraining.class,
                folder.resolve("run").toString());
        List<String> lines = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertEquals(0, child.waitFor());
        assertEquals(2, lines.size(), lines::toString);
        long warm = resident(lines.get(0), SteadyTraining.WARM_UP);
        long end = resident(lines.get(1), SteadyTraining.STEPS);
        assertTrue(end - warm < MOST_GROWTH_KILOBYTES, "grew from " + warm + " kB to " + end + " kB");
    }

    private static long resident(String line, int step) {
        String[] words = line.split(" ", -1);
        assertEquals(step, Integer.parseInt(words[0]));
        return Long.parseLong(words[1]);
    }
}
