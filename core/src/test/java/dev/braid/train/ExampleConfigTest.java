package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.braid.catalogue.Models;
import dev.braid.options.OptionReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExampleConfigTest {
    @Test
    void theIgiePresetHasTheSettingsOfThePaper() {
        Path yaml = Path.of("..", "examples", "igie-paper.yaml");
        RunOptions options = RunOptions.read(OptionReader.of(yaml, List.of()), Models.IGIE);
        assertEquals(16, options.train().batchSize());
        assertEquals(128, options.embedding().width());
        assertEquals(1e-6, options.optimizer().l2Embeddings());
        assertEquals(0.4, options.tree().at("/model/expert/dropout").asDouble());
    }
}
