package dev.braid.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.explain.ExpertSummary;
import dev.braid.explain.Explanation;
import dev.braid.explain.GradientSummary;
import dev.braid.explain.Inside;
import dev.braid.explain.TracedStep;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is said of the inside of a model follows from its numbers. */
final class ExplanationFindingsTest {
    private static GradientSummary gradients(double click, double buy, @Nullable Double cosine) {
        return new GradientSummary(
                List.of(click, buy), List.of(Arrays.asList(1.0, cosine), Arrays.asList(cosine, 1.0)));
    }

    private static TracedStep step(long number, GradientSummary shared, GradientSummary embeddings) {
        return new TracedStep(number, 10, List.of(), List.of(), shared, embeddings);
    }

    private static String said(List<ExpertSummary> experts, TracedStep... steps) {
        Inside inside = new Inside(10, List.of(), experts, List.of(), List.of(), Optional.empty());
        Explanation explanation = new Explanation(
                "mmoe",
                "tiny",
                "test",
                List.of("click", "buy"),
                inside,
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(steps));
        StringBuilder said = new StringBuilder();
        new ExplanationFindings(explanation)
                .all()
                .forEach(f ->
                        said.append(f.about()).append(": ").append(f.said()).append('\n'));
        return said.toString();
    }

    @Test
    void onlyCosinesBeyondNoiseAreAConflictAndBothPlacesAreTold() {
        GradientSummary noise = gradients(1, 1, -0.003);
        String said = said(
                List.of(),
                step(1, noise, gradients(1, 1, -0.4)),
                step(2, noise, gradients(1, 1, 0.2)),
                step(3, noise, gradients(1, 0, null)));
        assertTrue(
                said.contains("click and buy: in what they share they pull against each other in 0 of 3 noted steps"
                        + " (mean cosine -0.003); in the embeddings they pull against each other in 1 of 2 noted steps"
                        + " (mean cosine -0.100)."),
                said);
    }

    @Test
    void aTaskWithoutAGradientIsNotTakenForOneThatSharesNothing() {
        GradientSummary none = gradients(0.5, 0, null);
        assertTrue(said(List.of(), step(1, none, none)).contains("one of them had no gradient in the noted steps"));
        String apart = said(List.of(), step(1, gradients(0, 0, null), gradients(1, 1, null)));
        assertTrue(apart.contains("click and buy share nothing that both learn."), apart);
    }

    @Test
    void aDeadExpertIsNeverCalledUsed() {
        ExpertSummary experts = new ExpertSummary(
                "",
                List.of("expert 0", "expert 1"),
                List.of(0.5, 0.5),
                List.of(1.0, 0.0),
                List.of(1.0, 1.0),
                List.of(Arrays.asList(1.0, null), Arrays.asList(null, null)));
        String said = said(List.of(experts));
        assertTrue(said.contains("Dead, the same for all rows: expert 1. The gates give weight to all."), said);
        assertEquals(-1, said.indexOf("All are used"), said);
    }
}
