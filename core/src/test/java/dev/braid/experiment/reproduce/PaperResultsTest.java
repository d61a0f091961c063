package dev.braid.experiment.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.catalogue.ModelEntry;
import dev.braid.catalogue.Models;
import dev.braid.data.source.Sources;
import dev.braid.experiment.Variant;
import dev.braid.experiment.VariantSettings;
import dev.braid.fault.BadInput;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of results: printed numbers, and options that mean something. */
final class PaperResultsTest {
    private static Stream<Arguments> presets() {
        return PaperResults.ALL.stream()
                .flatMap(result -> Stream.of(Preset.values()).map(preset -> Arguments.of(result, preset)));
    }

    /** Copied from the papers once more, at other places than where the table was. */
    @ParameterizedTest
    @CsvSource({
        "dephn-table1, ali-ccp, DNN, click logloss, 0.161467",
        "dephn-table1, ali-ccp, SNR, conversion AUC, 0.542347",
        "dephn-table1, ali-ccp, 'MT-PHN (D pub, C&F pub)', conversion logloss, 0.002021",
        "dephn-table1, ali-ccp, 'MT-PHN (D pri, C&F pub)', click AUC, 0.624355",
        "dephn-table1, ali-ccp, 'MT-PHN (D pub, C&F pri)', conversion AUC, 0.655160",
        "dephn-table2, ali-ccp, DE-PHN, conversion AUC, 0.663543",
        "dephn-table2, ali-ccp, xDeepFM, click logloss, 0.170470",
        "dephn-table2, wechat-2021, DE-PHN, read_comment logloss, 0.101615",
        "dephn-table2, wechat-2021, W&D, like AUC, 0.827845",
        "dephn-table2, wechat-2021, NFM, click_avatar logloss, 0.037966",
        "dephn-table2, wechat-2021, xDeepFM, click_avatar AUC, 0.840571",
        "igie-table2, ali-ccp, ESMM, CVR AUC, 62.97",
        "igie-table2, ali-ccp, IGIE, CVR F1, 15.49",
        "igie-table2, aliexpress, ESCM2, CVR AUC, 73.85",
        "igie-table2, aliexpress, cross-stitch, CVR F1, 33.97",
        "igie-table2, criteo-attribution, PLE, CVR AUC, 50.23",
        "igie-table2, criteo-attribution, MTL-EIB, CVR F1, 7.53",
        "igie-table2, criteo-attribution, IGIE, CVR AUC, 58.39"
    })
    void numbersAreThosePrinted(String result, String dataset, String row, String column, double number) {
        PaperDataset found = PaperResults.named(result).datasets().stream()
                .filter(d -> d.name().equals(dataset))
                .findFirst()
                .orElseThrow();
        PaperColumn of = found.columns().stream()
                .filter(c -> c.heading().equals(column))
                .findFirst()
                .orElseThrow();
        assertEquals(OptionalDouble.of(number), found.printed(row, of));
    }

    @Test
    void everyPrintedLineIsTrainedAndEveryTrainedLineIsPrinted() {
        for (PaperResult result : PaperResults.ALL) {
            for (PaperDataset dataset : result.datasets()) {
                if (dataset.numbers().rows().isEmpty()) {
                    continue; // a figure
                }
                assertEquals(
                        dataset.numbers().rows().keySet(),
                        new HashSet<>(result.variants().stream()
                                .map(PaperVariant::row)
                                .toList()),
                        result.name() + " on " + dataset.name());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("presets")
    void everyOptionIsOneOfItsModel(PaperResult result, Preset preset) {
        Protocol protocol = result.protocol(preset);
        List<Variant> variants =
                result.variants().stream().map(v -> v.under(protocol)).toList();
        VariantSettings settings = new VariantSettings(variants, protocol.settings());
        settings.check(Optional.empty());
        assertEquals(
                variants.size(),
                new HashSet<>(variants.stream().map(Variant::label).toList()).size());
        assertTrue(
                variants.stream()
                        .map(Variant::label)
                        .toList()
                        .containsAll(protocol.own().keySet()),
                "options of a line that is not there");
    }

    @Test
    void aWrongOptionIsNamedWithItsLine() {
        Variant wrong = new Variant("a", "mmoe", List.of("model.expertz=3"));
        VariantSettings settings = new VariantSettings(List.of(wrong), List.of());
        String said = String.valueOf(assertThrows(BadInput.class, () -> settings.check(Optional.empty()))
                .getMessage());
        assertTrue(said.startsWith("variant a: ") && said.contains("model.expertz"), said);
    }

    @Test
    void everyDatasetIsAPublicOneAndItsColumnsAreItsTasks() {
        for (PaperResult result : PaperResults.ALL) {
            assertFalse(result.notes().isEmpty(), result.name());
            for (PaperDataset dataset : result.datasets()) {
                assertTrue(
                        Sources.ALL.stream()
                                .anyMatch(s -> s.name().equals(dataset.origin().source())),
                        dataset.name());
                assertFalse(dataset.columns().isEmpty(), dataset.name());
            }
        }
    }

    @Test
    void thePaperPresetOfIgieIsWhatThePaperStates() {
        Protocol paper = PaperResults.named("igie-table2").protocol(Preset.PAPER);
        assertEquals(5, paper.seeds());
        assertTrue(paper.settings()
                .containsAll(List.of("embedding.width=128", "train.batchSize=16", "optimizer.learningRate=0.001")));
        paper.own()
                .forEach((label, settings) ->
                        assertTrue(settings.stream().allMatch(s -> s.endsWith("ropout=0.4")), label));
    }

    @Test
    void multiTaskModelsOfTheTablesAreMultiTask() {
        List<String> single = PaperResults.named("dephn-table2").variants().stream()
                .map(v -> v.variant().model())
                .filter(m -> Models.named(m).kind() == ModelEntry.Kind.SINGLE)
                .toList();
        assertEquals(List.of("dnn", "widedeep", "dcn", "fint", "nfm", "xdeepfm"), single);
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNearest() {
        String said = String.valueOf(assertThrows(BadInput.class, () -> PaperResults.named("dephn-tabel1"))
                .getMessage());
        assertTrue(said.contains("did you mean 'dephn-table1'?") && said.contains("igie-table2"), said);
        String preset = String.valueOf(
                assertThrows(BadInput.class, () -> Preset.named("papr")).getMessage());
        assertTrue(preset.contains("did you mean 'paper'?"), preset);
    }

    @Test
    void aResultCanBeRestrictedToDatasetsAndLines() {
        PaperResult table = PaperResults.named("dephn-table2");
        PaperResult part = table.on(List.of("wechat-2021")).of(List.of("dephn", "mmoe"));
        assertEquals(List.of("wechat-2021"), part.sources());
        assertEquals(
                List.of("mmoe", "dephn"),
                part.variants().stream().map(PaperVariant::label).toList());
        String said = String.valueOf(
                assertThrows(BadInput.class, () -> table.on(List.of("wechat"))).getMessage());
        assertTrue(said.contains("dephn-table2") && said.contains("wechat-2021"), said);
    }
}
