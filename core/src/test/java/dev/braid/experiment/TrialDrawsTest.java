package dev.braid.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadInput;
import dev.braid.options.Dimension;
import dev.braid.options.SearchSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings of trials are drawn repeatably, alike for all models, and never twice. */
final class TrialDrawsTest {
    @TempDir
    Path folder;

    private SearchSpace space() throws IOException {
        Path file = folder.resolve("sweep.yaml");
        Files.writeString(file, """
                all:
                  rate: {from: 0.001, to: 0.1, scale: log}
                  width: [8, 16, 32]
                models:
                  own:
                    experts: {from: 2, to: 8}
                """);
        return SearchSpace.read(file, List.of("own", "other"));
    }

    private static List<List<String>> draw(List<Dimension> space, int trials) {
        return new TrialDraws(1).settings("m", space, trials, Object::toString);
    }

    @Test
    void theFirstTrialIsTheSettingsAsGivenAndNoTwoAreAlike() throws IOException {
        List<List<String>> drawn = draw(space().of("own"), 20);
        assertEquals(List.of(), drawn.get(0));
        assertEquals(20, new HashSet<>(drawn).size());
        assertEquals(drawn, draw(space().of("own"), 20), "the same every time");
        assertEquals(drawn.subList(0, 10), draw(space().of("own"), 10), "more trials begin with the same ones");
        assertNotEquals(drawn, new TrialDraws(2).settings("m", space().of("own"), 20, Object::toString));
    }

    @Test
    void whatModelsShareIsDrawnAlikeForAll() throws IOException {
        List<List<String>> own = draw(space().of("own"), 9);
        List<List<String>> other = draw(space().of("other"), 9);
        for (int trial = 1; trial < 9; trial++) {
            assertEquals(other.get(trial), own.get(trial).subList(0, 2));
        }
    }

    @Test
    void aSpaceThatIsTooSmallIsRefused() throws IOException {
        List<Dimension> widths = space().of("other").subList(1, 2);
        assertEquals(4, draw(widths, 4).size(), "three widths, and the settings as given");
        String refused = assertThrows(BadInput.class, () -> draw(widths, 5)).getMessage();
        assertTrue(refused.contains("has only 4 different settings"), refused);
    }
}
