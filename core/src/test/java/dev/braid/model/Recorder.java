package dev.braid.model;

import dev.braid.nn.Observer;
import dev.braid.nn.Trace;
import dev.braid.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Writes down everything that a model shows, as plain numbers. */
final class Recorder implements Observer {
    /** A tensor's numbers, and the trace that it was in. */
    record Seen<T extends Trace>(T trace, long[] shape, double[] values) {
        private static <T extends Trace> Seen<T> of(T trace, Tensor tensor) {
            return new Seen<>(trace, tensor.shape(), tensor.toDoubles());
        }
    }

    final List<Seen<Trace.Gate>> gates = new ArrayList<>();
    final List<Seen<Trace.Experts>> experts = new ArrayList<>();
    final List<Seen<Trace.Selection>> selections = new ArrayList<>();
    final List<Seen<Trace.Part>> parts = new ArrayList<>();
    final List<Seen<Trace.Coefficients>> coefficients = new ArrayList<>();

    @Override
    public void onGate(Trace.Gate gate) {
        gates.add(Seen.of(gate, gate.weights()));
    }

    @Override
    public void onExperts(Trace.Experts shown) {
        experts.add(Seen.of(shown, shown.outputs()));
    }

    @Override
    public void onSelection(Trace.Selection selection) {
        selections.add(Seen.of(selection, selection.share()));
    }

    @Override
    public void onPart(Trace.Part part) {
        parts.add(Seen.of(part, part.logit()));
    }

    @Override
    public void onCoefficients(Trace.Coefficients shown) {
        coefficients.add(Seen.of(shown, shown.values()));
    }

    /** The weights of a reader's gate. */
    double[] gate(String place, String reader) {
        return gates.stream()
                .filter(g ->
                        g.trace().place().equals(place) && g.trace().reader().equals(reader))
                .findFirst()
                .orElseThrow()
                .values();
    }

    /** A part of a task's logit. */
    double[] part(String reader, String part) {
        return parts.stream()
                .filter(p ->
                        p.trace().reader().equals(reader) && p.trace().part().equals(part))
                .findFirst()
                .orElseThrow()
                .values();
    }

    /** How many traces there were. */
    int count() {
        return gates.size() + experts.size() + selections.size() + parts.size() + coefficients.size();
    }
}
