package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadInput;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An option that another one makes meaningless is refused by its name, and taken where it means something. */
final class NoEffectTest {
    /** Columns: a model, what makes the option meaningless, the option with a value, what gives it a meaning. */
    @ParameterizedTest(name = "{0}: {2} with {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            mtphn | model.readout=linear | model.projectionWidth=32 | model.readout=projection
            mtphn | model.readout=linear | model.towerHidden=[32] | model.readout=projection
            mtphn | model.setting=s1 | model.privateExperts=2 | model.setting=s2
            mtphn | model.setting=s3 | model.privateExperts=2 | model.setting=s2
            mtphn | model.setting=s2 | model.experts=2 | model.setting=s3
            mtphn | model.crossExperts=0 | model.interaction.crossLayers=3 | model.crossExperts=1
            mtphn | model.fieldExperts=0 | model.interaction.fieldLayers=3 | model.fieldExperts=1
            dephn | model.crossExperts=0 | model.interaction.crossLayers=3 | model.crossExperts=1
            dephn | model.crossExperts=0 | model.interaction.crossVersion=v1 | model.crossExperts=1
            dephn | model.crossExperts=0 | model.interaction.crossRank=3 | model.crossExperts=1
            dephn | model.fieldExperts=0 | model.interaction.fieldLayers=3 | model.fieldExperts=1
            dephn | model.crossExperts=0 model.fieldExperts=0 | model.interaction.residual=scalar | model.fieldExperts=1
            dephn | model.crossExperts=0 model.fieldExperts=0 | model.selectionPerTask=true | model.fieldExperts=1
            dephn | model.virtualGradient.enabled=false | model.virtualGradient.measure=cosine | model.virtualGradient.enabled=true
            dephn | model.virtualGradient.enabled=false | model.virtualGradient.scope=ema | model.virtualGradient.enabled=true
            dephn | model.virtualGradient.enabled=false | model.virtualGradient.family=mul | model.virtualGradient.enabled=true
            dephn | model.virtualGradient.enabled=false | model.virtualGradient.shape=cos | model.virtualGradient.enabled=true
            dephn | model.virtualGradient.enabled=false | model.virtualGradient.floor=0.5 | model.virtualGradient.enabled=true
            igie | model.groups=1 | model.groupGate=true | model.groups=2
            igie | model.experts=1 | model.gate.bias=true | model.experts=2
            mmoe | model.experts=1 | model.gate.dropout=0.1 | model.experts=2
            mmoe | model.experts=1 | model.singleGate=true | model.experts=2
            mmoe | model.expert.hidden=[] | model.expert.dropout=0.1 | model.expert.hidden=[4]
            mmoe | model.tower.hidden=[] | model.tower.batchNorm=true | model.tower.hidden=[4]
            ple | model.sharedExperts=1 model.taskExperts=0 | model.gate.bias=true | model.taskExperts=1
            sluice | model.subspaces=1 | model.orthogonality=0.2 | model.subspaces=2
            softsharing | model.strength=0 | model.distance=trace | model.strength=1e-3
            dnn | model.mlp.hidden=[] | model.mlp.activation=tanh | model.mlp.hidden=[4]
            dnn | optimizer.dense=sgd optimizer.rows=sgd | optimizer.beta1=0.8 | optimizer.dense=adam
            dnn | optimizer.dense=sgd optimizer.rows=rowwise-adagrad | optimizer.beta2=0.8 | optimizer.rows=lazy-adam
            dnn | optimizer.dense=sgd optimizer.rows=sgd | optimizer.epsilon=1e-6 | optimizer.rows=rowwise-adagrad
            """)
    void refusedWhereMeaningless(String model, String meaningless, String option, String meaningful) {
        String said = assertThrows(BadInput.class, () -> options(model, meaningless, option))
                .getMessage();
        String name = option.substring(0, option.indexOf('='));
        String whole = name.startsWith("model.gate.") ? "model.gate" : name;
        assertEquals(1, said.lines().count(), said);
        assertTrue(said.replace(": ", ".").contains(whole + " has no effect w"), said);
        assertDoesNotThrow(() -> options(model, meaningless, meaningful, option));
        assertDoesNotThrow(() -> options(model, meaningless));
    }

    private static RunOptions options(String model, String... sets) {
        List<String> all =
                Arrays.stream(sets).flatMap(s -> Arrays.stream(s.split(" "))).toList();
        return Training.on(TinyRuns.DATA).model(model).set(all).options();
    }
}
