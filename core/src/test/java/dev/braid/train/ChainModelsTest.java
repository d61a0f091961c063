package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.data.Split;
import dev.braid.metric.SplitEvaluation;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The entire-space and counterfactual models, trained on a small funnel. */
final class ChainModelsTest {
    @TempDir
    private Path folder;

    private static Training training(String model) {
        return Training.on(TinyRuns.DATA)
                .model(model)
                .set("model.backbone=mmoe")
                .set("model.experts=2")
                .set("model.expert.hidden=8")
                .set("model.tower.hidden=4")
                .set("embedding.width=4")
                .set("train.batchSize=64")
                .set("train.epochs=2")
                .set("train.patience=0")
                .set("optimizer.learningRate=0.01")
                .seed(7);
    }

    @ParameterizedTest
    @CsvSource({
        "esmm, train.seed=7",
        "mtl-eib, objective.imputation.alternate=true",
        "mtl-ips, objective.propensity.selfNormalised=true",
        "mtl-dr, objective.imputation.form=pseudo",
        "escm2-ips, objective.risk.warmUpSteps=3",
        "escm2-dr, objective.imputation.liveDelta=true"
    })
    void trainAndAreMeasuredEachInItsSpace(String model, String setting) {
        try (Run run = training(model).set(setting).run(folder.resolve(model))) {
            SplitEvaluation test = run.evaluate(TinyRuns.DATA, Split.TEST);
            assertEquals(Set.of("click", "buy", "ctcvr:buy"), test.tasks().keySet());
            assertEquals(
                    List.of("all", "click=1", "all"),
                    test.tasks().values().stream().map(e -> e.space()).toList());
            assertTrue(test.tasks().get("buy").rows() < test.rows(), "conversion is measured on clicked rows");
            test.tasks().values().forEach(e -> assertNotNull(e.auc()));
        }
    }

    @Test
    void aSelfNormalisedBatchIsNotDivided() {
        Training whole = training("mtl-ips").set("objective.propensity.selfNormalised=true");
        Training parts = training("mtl-ips")
                .set("objective.propensity.selfNormalised=true")
                .set("train.threads=2");
        try (Run one = whole.set("train.threads=1").run(folder.resolve("one"));
                Run two = parts.run(folder.resolve("two"))) {
            assertEquals(
                    one.result().splits().get("test").tasks().get("buy").logloss(),
                    two.result().splits().get("test").tasks().get("buy").logloss());
        }
    }
}
