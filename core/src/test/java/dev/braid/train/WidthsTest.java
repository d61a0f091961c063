package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.catalogue.Models;
import dev.braid.fault.BadInput;
import dev.braid.options.OptionReader;
import dev.braid.schema.Feature;
import dev.braid.schema.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns of widths of their own. */
final class WidthsTest {
    @TempDir
    Path folder;

    private static Training tiny(String model) {
        return Training.on(TinyRuns.DATA)
                .model(model)
                .set("embedding.width=4")
                .set("train.batchSize=200")
                .set("train.epochs=1")
                .set("train.threads=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fint", "nfm", "xdeepfm", "phn", "mtphn", "dephn"})
    void modelsOfFieldsRefuseDifferentWidthsBeforeTheyTrain(String model) {
        Training training = tiny(model).set("embedding.widths=" + widths());
        BadInput refused = assertThrows(BadInput.class, () -> training.run(folder.resolve("run")));
        assertTrue(refused.getMessage().startsWith("embedding.widths: this model compares or multiplies fields"));
        assertEquals(1, refused.getMessage().lines().count());
        assertFalse(Files.exists(folder.resolve("run")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dnn",
                "widedeep",
                "dcn",
                "dcnv2",
                "sharedbottom",
                "softsharing",
                "crossstitch",
                "sluice",
                "mmoe",
                "ple",
                "snr-trans",
                "snr-aver",
                "esmm",
                "igie"
            })
    void modelsOfConcatenatedFieldsTrainOnThem(String model) {
        Training training = tiny(model).set("embedding.widths=" + widths());
        try (Run run = training.run(folder.resolve("run"))) {
            assertTrue(
                    run.network().weights().containsKey("embedding.0.w7.rows"),
                    () -> String.join(" ", run.network().weights().keySet()));
            assertEquals(7, run.network().weights().get("embedding.0.w7.rows").size(1));
        }
    }

    private static String widths() {
        return TinyData.SCHEMA.features().get(0).name() + ":7";
    }

    @Test
    void oneWidthForAllIsTheSameHoweverItIsSaid() {
        String all = String.join(
                ",",
                TinyData.SCHEMA.features().stream().map(f -> f.name() + ":6").toList());
        try (Run one = tiny("fint").set("embedding.width=6").run(folder.resolve("one"));
                Run each = tiny("fint").set("embedding.widths=" + all).run(folder.resolve("each"))) {
            assertEquals(
                    one.network().weights().keySet(), each.network().weights().keySet());
            one.network()
                    .weights()
                    .forEach((name, weight) -> assertArrayEquals(
                            weight.toDoubles(),
                            each.network().weights().get(name).toDoubles(),
                            name));
        }
    }

    @Test
    void memoryIsWhatTheWidthsAskFor() {
        Schema schema = new Schema(
                List.of(
                        new Feature.Categorical("clicked", 1000, Optional.of("item")),
                        new Feature.MultiValued("history", 1000, Feature.Pooling.SUM, Optional.of("item"), true),
                        new Feature.Categorical("user", 500)),
                TinyData.SCHEMA.tasks());
        RunOptions options = RunOptions.read(
                OptionReader.of(List.of("embedding.width=8", "embedding.widths=item:32")), Models.named("dnn"));
        assertEquals(
                2 * 4L * (1000 * 32 + 500 * 8),
                MemoryEstimate.of(options, schema).tableBytes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "usr:3 | embedding.widths: no feature or shared embedding is named 'usr'",
                "user | widths must be written name:width with a width in 1..4096, got 'user'",
                "user:0 | widths must be written name:width with a width in 1..4096, got 'user:0'",
                "user:3,user:4 | widths must name a column once, but 'user' is twice",
            })
    void whatIsNoWidthIsToldInOneLine(String widths, String line) {
        BadInput refused = assertThrows(
                BadInput.class,
                () -> tiny("dnn").set("embedding.widths=" + widths).run(folder.resolve("run")));
        assertTrue(refused.getMessage().contains(line), refused.getMessage());
        assertEquals(1, refused.getMessage().lines().count());
    }
}
