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
            igie | model.groups=1 | model.sharedEmbeddings=true | model.groups=2
            phn | model.interaction.selection=off | model.interaction.heads=4 | model.interaction.selection=raw
            dephn | model.interaction.selection=off | model.selectionPerTask=true | model.interaction.selection=raw
            igie | model.experts=1 | model.gate.bias=true | model.experts=2
            mmoe | model.experts=1 | model.gate.dropout=0.1 | model.experts=2
            mmoe | model.experts=1 | model.singleGate=true | model.experts=2
            mmoe | model.expert.hidden=[] | model.expert.dropout=0.1 | model.expert.hidden=[4]
            mmoe | model.tower.hidden=[] | model.tower.batchNorm=true | model.tower.hidden=[4]
            ple | model.sharedExperts=1 model.taskExperts=0 | model.gate.bias=true | model.taskExperts=1
            sluice | model.subspaces=1 | model.orthogonality=0.2 | model.subspaces=2
            softsharing | model.strength=0 | model.distance=trace | model.strength=1e-3
            dnn | model.mlp.hidden=[] | model.mlp.activation=tanh | model.mlp.hidden=[4]
            dcn | model.structure=cross-only | model.mlp.hidden=[4] | model.structure=stacked
            dcnv2 | model.structure=cross-only | model.mlp.dropout=0.1 | model.structure=parallel
            widedeep | model.wideOptimizer=same | model.ftrl.l1=0.1 | model.wideOptimizer=ftrl
            widedeep | model.crosses=[] | model.crossBuckets=50 | model.crosses=[user*item]
            xdeepfm | model.cin.maps=[4] | model.cin.splitHalf=true | model.cin.maps=[4,4]
            mtl-ips | objective.propensity.clip=0.1 | objective.propensity.cap=10 | objective.propensity.clip=0.09
            mtl-ips | objective.risk.counterfactual=0 objective.risk.global=1 | objective.risk.warmUpSteps=3 | objective.risk.counterfactual=1
            mtl-ips | objective.risk.counterfactual=0 objective.risk.global=1 | objective.propensity.clip=0.2 | objective.risk.counterfactual=1
            escm2-dr | objective.risk.counterfactual=0 | objective.propensity.selfNormalised=true | objective.risk.counterfactual=1
            escm2-dr | objective.risk.counterfactual=0 | objective.imputation.form=pseudo | objective.risk.counterfactual=1
            mtl-eib | objective.risk.counterfactual=0 objective.risk.global=1 | objective.imputation.form=scalar | objective.risk.counterfactual=1
            dnn | optimizer.dense=sgd optimizer.rows=sgd | optimizer.beta1=0.8 | optimizer.dense=adam
            dnn | optimizer.dense=sgd optimizer.rows=rowwise-adagrad | optimizer.beta2=0.8 | optimizer.rows=lazy-adam
            dnn | optimizer.dense=sgd optimizer.rows=sgd | optimizer.epsilon=1e-6 | optimizer.rows=rowwise-adagrad
            """)
    void refusedWhereMeaningless(String model, String meaningless, String option, String meaningful) {
        String said = assertThrows(BadInput.class, () -> options(model, meaningless, option))
                .getMessage();
        String name = option.substring(0, option.indexOf('='));
        assertEquals(1, said.lines().count(), said);
        assertTrue(isNamed(name, said.replace(": ", ".").replaceAll(" [0-9.]+ has no", " has no")), said);
        assertDoesNotThrow(() -> options(model, meaningless, meaningful, option));
        assertDoesNotThrow(() -> options(model, meaningless));
    }

    /** The option itself is named, or the group that it belongs to, but not the whole of the options. */
    private static boolean isNamed(String option, String said) {
        String group = option.substring(0, option.lastIndexOf('.'));
        return said.contains(option + " has no effect w")
                || (group.contains(".") && said.contains(group + " has no effect w"));
    }

    private static RunOptions options(String model, String... sets) {
        List<String> all =
                Arrays.stream(sets).flatMap(s -> Arrays.stream(s.split(" "))).toList();
        return Training.on(TinyRuns.DATA).model(model).set(all).options();
    }
}
