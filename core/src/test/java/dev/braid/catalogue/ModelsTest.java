package dev.braid.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadInput;
import dev.braid.model.CrossStructure;
import dev.braid.model.DcnOptions;
import dev.braid.model.DcnV2Options;
import dev.braid.model.DnnOptions;
import dev.braid.model.FintOptions;
import dev.braid.model.IgieOptions;
import dev.braid.model.MmoeOptions;
import dev.braid.model.NfmOptions;
import dev.braid.model.SharedBottomOptions;
import dev.braid.model.WideDeepOptions;
import dev.braid.model.XDeepFmOptions;
import dev.braid.nn.Activation;
import dev.braid.nn.BiInteraction;
import dev.braid.nn.CinOptions;
import dev.braid.nn.GateOptions;
import dev.braid.nn.MlpOptions;
import dev.braid.options.Option;
import dev.braid.options.OptionCatalogue;
import dev.braid.options.OptionReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelsTest {
    @Test
    void namesAreDistinctAndFindTheirEntry() {
        for (ModelEntry<?> entry : Models.ALL) {
            assertSame(entry, Models.named(entry.name()));
        }
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNearest() {
        BadInput e = assertThrows(BadInput.class, () -> Models.named("mmeo"));
        assertTrue(e.getMessage().startsWith("no model is named 'mmeo'; did you mean 'mmoe'? known: "), e.getMessage());
    }

    @Test
    void everyOptionOfEveryModelHasALineOfDocumentation() {
        for (ModelEntry<?> entry : Models.ALL) {
            for (Option option : OptionCatalogue.of("model", entry.defaults())) {
                assertTrue(!option.doc().isBlank() && !option.doc().endsWith("."), option.toString());
            }
        }
    }

    @Test
    void defaultsAreThoseOfTheSpecification() {
        assertEquals(List.of(256, 128), DnnOptions.DEFAULTS.mlp().hidden());
        assertEquals(1_000_000, WideDeepOptions.DEFAULTS.crossBuckets());
        assertEquals(1e-5, WideDeepOptions.DEFAULTS.wideL2());
        assertEquals(3, DcnOptions.DEFAULTS.crossLayers());
        assertEquals(0, DcnV2Options.DEFAULTS.crossRank());
        assertEquals(CrossStructure.PARALLEL, DcnV2Options.DEFAULTS.structure());
        assertEquals(List.of(200, 200, 200), FintOptions.DEFAULTS.mlp().hidden());
        assertEquals(List.of(64), NfmOptions.DEFAULTS.mlp().hidden());
        assertEquals(new BiInteraction.Options(false, 0.2), NfmOptions.DEFAULTS.pooling());
        assertEquals(new CinOptions(List.of(100, 100), Activation.IDENTITY, false), XDeepFmOptions.DEFAULTS.cin());
        assertEquals(List.of(256, 128), SharedBottomOptions.DEFAULTS.bottom().hidden());
        assertEquals(List.of(64), SharedBottomOptions.DEFAULTS.tower().hidden());
        MlpOptions expert = MlpOptions.of(128);
        MlpOptions tower = MlpOptions.of(64);
        GateOptions gate = new GateOptions(List.of(), false, 0);
        assertEquals(new MmoeOptions(4, expert, gate, false, tower), MmoeOptions.DEFAULTS);
        assertEquals(new IgieOptions(2, 4, expert, gate, false, tower), IgieOptions.DEFAULTS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mmoe | experts=0            | experts must be at least 1, got 0",
                "igie | groups=0             | groups must be at least 1, got 0",
                "igie | experts=-1           | experts must be at least 1, got -1",
                "mmoe | expert.hidden=[8,0]  | expert.hidden must hold sizes of at least 1, got 0 in [8, 0]",
                "mmoe | gate.hidden=[-2]     | gate.hidden must hold sizes of at least 1, got -2 in [-2]",
                "mmoe | gate.dropout=1       | gate.dropout must be at least 0 and less than 1, got 1.0",
                "dnn  | mlp.dropout=-0.1     | mlp.dropout must be at least 0 and less than 1, got -0.1",
                "dcn  | crossLayers=0        | crossLayers must be at least 1, got 0",
                "dcnv2 | crossRank=-1        | crossRank must be at least 0, got -1",
                "dcnv2 | structure=paralel   | did you mean 'parallel'",
                "fint | layers=0             | layers must be at least 1, got 0",
                "nfm  | wideL2=-1            | wideL2 must be a number of at least 0, got -1.0",
                "nfm  | pooling.dropout=1    | pooling.dropout must be at least 0 and less than 1, got 1.0",
                "xdeepfm | cin.maps=[]       | cin.maps must hold at least one layer",
                "xdeepfm | cin.maps=[4,0]    | cin.maps must hold sizes of at least 1, got 0 in [4, 0]",
                "widedeep | crosses=[a]      | crosses must be pairs of features, each written first*second, got 'a'",
                "widedeep | crosses=[a*b*c]  | crosses must be pairs of features, each written first*second, got 'a*b*c'",
                "widedeep | crosses=[a*]     | crosses must be pairs of features, each written first*second, got 'a*'",
                "widedeep | crosses=[a*a]    | crosses must be of two different features, got 'a*a'",
                "widedeep | crosses=[a*b,b*a] | crosses must differ, got 'b*a' twice in [a*b, b*a]",
                "widedeep | crossBuckets=0   | crossBuckets must be at least 1, got 0",
                "widedeep | ftrl.beta=0      | ftrl.beta must be a positive number, got 0.0",
                "widedeep | ftrl.l1=-1       | ftrl.l1 must be a number of at least 0, got -1.0",
                "dnn  | mlp.activation=rely  | did you mean 'relu'",
            })
    void badOptionsAreRefusedByName(String model, String setting, String expected) {
        ModelEntry<?> entry = Models.named(model);
        BadInput e = assertThrows(
                BadInput.class, () -> OptionReader.of(List.of(setting)).read(entry.defaults()));
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }
}
