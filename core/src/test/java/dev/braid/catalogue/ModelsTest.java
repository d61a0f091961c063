package dev.braid.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadInput;
import dev.braid.model.DnnOptions;
import dev.braid.model.IgieOptions;
import dev.braid.model.MmoeOptions;
import dev.braid.model.SharedBottomOptions;
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
                "dnn  | mlp.activation=rely  | did you mean 'relu'",
            })
    void badOptionsAreRefusedByName(String model, String setting, String expected) {
        ModelEntry<?> entry = Models.named(model);
        BadInput e = assertThrows(
                BadInput.class, () -> OptionReader.of(List.of(setting)).read(entry.defaults()));
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }
}
