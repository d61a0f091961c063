package dev.braid.data.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.braid.data.SharedData;
import dev.braid.data.prepare.PrepareListener;
import dev.braid.data.prepare.PrepareOptions;
import dev.braid.options.OptionReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HillstromTest {
    @TempDir
    Path folder;

    @Test
    void theRealFileHasThePublishedCounts() {
        SourcePrepare.Result result = SourcePrepare.run(
                Sources.named("hillstrom").open(OptionReader.of(List.of()), SharedData.directory("hillstrom")),
                folder.resolve("hillstrom"),
                0,
                PrepareOptions.DEFAULTS,
                PrepareListener.NONE);
        result.report().counts().forEach(c -> assertEquals(c.published(), c.counted(), c::toString));
        assertEquals(9, Download.features(result.dataset()).size());
    }
}
