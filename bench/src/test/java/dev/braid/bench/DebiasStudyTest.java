package dev.braid.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Known truth: what counterfactual learning of conversions is for. */
final class DebiasStudyTest {
    /** Far below the standard deviation of an AUC on so few test rows. */
    private static final double NOT_WORSE = 0.005;

    private static final List<String> CORRECTING = List.of("mtl-ips", "mtl-dr", "escm2-ips");

    @Test
    @Timeout(600)
    void weightedByPropensitiesTheConversionsOfAllRowsAreNearerToTheTruthThanLearnedFromClickedRowsAlone() {
        List<String> trained = new ArrayList<>(CORRECTING);
        trained.add(0, DebiasStudy.CLICKED_ONLY);
        try (Workspace work = Workspace.open()) {
            List<DebiasStudy.Measured> runs = new DebiasStudy(DebiasStudy.WORLD, List.of("train.threads=2"), work)
                    .run(
                            DebiasStudy.variants().stream()
                                    .filter(v -> trained.contains(v.label()))
                                    .toList(),
                            5,
                            told -> {});
            Map<String, DebiasStudy.Mean> means =
                    DebiasStudy.means(runs).stream().collect(Collectors.toMap(DebiasStudy.Mean::variant, mean -> mean));
            assertEquals(trained.size(), means.size());
            DebiasStudy.Mean clicked = means.get(DebiasStudy.CLICKED_ONLY);
            for (String variant : CORRECTING) {
                DebiasStudy.Mean mean = means.get(variant);
                assertTrue(
                        Math.abs(mean.pcoc().mean() - 1)
                                < Math.abs(clicked.pcoc().mean() - 1),
                        () -> variant + " " + mean.pcoc() + ", clicked rows only " + clicked.pcoc());
                assertTrue(
                        mean.auc().mean() > clicked.auc().mean() - NOT_WORSE,
                        () -> variant + " " + mean.auc() + ", clicked rows only " + clicked.auc());
            }
        }
    }
}
