package dev.braid.explain;

import dev.braid.nn.Observer;
import dev.braid.nn.Trace;
import dev.braid.train.StepObserver;
import dev.braid.train.TaskGradients;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Watches one training step: every part's thread adds up numbers of its own, which are put together in the parts' order. */
final class WatchedStep implements StepObserver {
    private final long step;
    private final Consumer<TracedStep> seen;
    private final List<Part> parts = new ArrayList<>();
    private long rows;

    /**
     * @param seen is told when the step is done
     */
    WatchedStep(long step, Consumer<TracedStep> seen) {
        this.step = step;
        this.seen = seen;
    }

    private static final class Part implements Observer {
        private final GateStatistics gates = new GateStatistics();
        private final Map<String, CoefficientSums> coefficients = new LinkedHashMap<>();

        @Override
        public void onGate(Trace.Gate gate) {
            gates.add(gate);
        }

        @Override
        public void onCoefficients(Trace.Coefficients shown) {
            coefficients
                    .computeIfAbsent(shown.place(), place -> new CoefficientSums(shown.values()))
                    .add(shown.values());
        }
    }

    @Override
    public Observer ofPart(int part, int partRows) {
        rows += partRows;
        parts.add(new Part());
        return parts.get(part);
    }

    @Override
    public void onGradients(TaskGradients shared, TaskGradients embeddings) {
        GateStatistics gates = new GateStatistics();
        Map<String, CoefficientSums> coefficients = new LinkedHashMap<>();
        for (Part part : parts) {
            gates.add(part.gates);
            part.coefficients.forEach((place, sums) -> coefficients.merge(place, sums, CoefficientSums::plus));
        }
        List<GateSummary> summaries = gates.summaries();
        List<CoefficientSummary> applied = new ArrayList<>();
        coefficients.forEach((place, sums) -> applied.addAll(sums.summaries(
                place, summaries.stream().filter(g -> g.place().equals(place)).toList())));
        seen.accept(new TracedStep(
                step, rows, summaries, applied, GradientSummary.of(shared), GradientSummary.of(embeddings)));
    }
}
