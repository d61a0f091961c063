package dev.braid.experiment.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.experiment.derived.DerivedDataset;
import dev.braid.train.FinishedRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures 5 and 6 on derived datasets. */
final class DephnFiguresTest {
    @TempDir
    Path folder;

    @Test
    void figure5HasEightFunctionsUnderTwoMeasuresBesideMmoeMtphnAndNone() {
        PaperResult figure = PaperResults.named("dephn-fig5");
        assertEquals(19, figure.variants().size());
        assertEquals(
                List.of("criteo-r", "criteo-ur"),
                figure.datasets().stream().map(PaperDataset::name).toList());
        Set<List<String>> functions = figure.variants().stream()
                .filter(v -> v.variant().model().equals("dephn"))
                .map(v -> v.variant().settings())
                .collect(Collectors.toSet());
        assertEquals(16 + 1, functions.size());
        assertTrue(functions.contains(List.of("model.virtualGradient.enabled=false")));
        assertEquals(
                19,
                new HashSet<>(figure.variants().stream().map(PaperVariant::row).toList()).size());
        assertTrue(functions.contains(List.of(
                "model.virtualGradient.measure=pearson",
                "model.virtualGradient.family=add",
                "model.virtualGradient.shape=sqrt")));
    }

    private static List<Long> positives(Reproduced reproduced, int dataset) {
        return reproduced.datasets().get(dataset).splits().stream()
                .map(split -> split.positives().getOrDefault("task1", -1L))
                .toList();
    }

    @Test
    void figure6TrainsOnBothDatasetsOfOneNetworkAndLeavesLossesToDraw() {
        Reproduced reproduced = Reproduction.simulated(
                        PaperResults.named("dephn-fig6"), new Simulation(3000, 1, Map.of()))
                .preset(Preset.QUICK)
                .seeds(1)
                .set(List.of("train.epochs=1", "embedding.width=2", "train.threads=1", "model.expert.hidden=[4]"))
                .sourceSet(List.of("criteo:base.hidden=[16]", "criteo:base.batchSize=64", "criteo:base.threads=1"))
                .run(folder.resolve("out"));
        assertEquals(2, reproduced.datasets().size());
        // task 1 is the same in both: they share the network and its calibration
        assertEquals(positives(reproduced, 0), positives(reproduced, 1));
        for (String dataset : List.of("criteo-r", "criteo-ur")) {
            Path place = folder.resolve("out").resolve(dataset);
            assertTrue(Files.exists(place.resolve("dataset").resolve(DerivedDataset.CONFIDENCES)));
            for (String variant : List.of("dephn-tvg-1", "dephn-mg-1")) {
                FinishedRun run = FinishedRun.read(place.resolve("runs").resolve(variant));
                assertTrue(
                        run.history().losses().stream()
                                .allMatch(l -> l.byTask().keySet().equals(Set.of("task1", "task2"))),
                        variant);
                assertTrue(run.history().losses().size() > 0, variant);
            }
        }
    }
}
