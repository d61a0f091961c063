package dev.braid.explain;

import dev.braid.fault.BraidBug;
import dev.braid.nn.Observer;
import dev.braid.nn.Trace;
import dev.braid.nn.VirtualGradientOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds up everything that a model shows on rows that follow each other. */
final class ModelObserver implements Observer {
    /** Rows on which experts are compared, spread over all: n²/2 numbers for each expert. */
    private static final int COMPARED_ROWS = 800;

    private final GateStatistics gates = new GateStatistics();
    private final ExpertSample experts;
    private final PartStatistics parts = new PartStatistics();
    private final Map<String, double[]> selections = new LinkedHashMap<>();
    private Optional<VirtualGradientOptions> feedback = Optional.empty();
    private final long rows;

    /**
     * @param rows how many there will be
     */
    ModelObserver(long rows) {
        this.rows = rows;
        this.experts = new ExpertSample(COMPARED_ROWS, rows);
    }

    @Override
    public void onGate(Trace.Gate gate) {
        gates.add(gate);
    }

    @Override
    public void onExperts(Trace.Experts shown) {
        experts.add(shown);
    }

    @Override
    public void onPart(Trace.Part part) {
        parts.add(part);
    }

    @Override
    public void onSelection(Trace.Selection selection) {
        selections.computeIfAbsent(selection.place(), place -> selection.share().toDoubles());
    }

    @Override
    public void onFeedback(Trace.Feedback shown) {
        feedback = Optional.of(shown.options());
    }

    /**
     * All of it, under names for people.
     *
     * @param fields names of the fields
     */
    Inside inside(Names names, List<String> fields) {
        return new Inside(rows, gates(names), experts(names), selections(names, fields), parts(names), feedback);
    }

    private List<GateSummary> gates(Names names) {
        return gates.summaries().stream().map(g -> g.named(names)).toList();
    }

    private List<ExpertSummary> experts(Names names) {
        return experts.summaries(gates.summaries()).stream()
                .map(e -> e.named(names))
                .toList();
    }

    private List<PartSummary> parts(Names names) {
        return parts.summaries().stream()
                .map(p -> new PartSummary(names.of(p.task()), p.parts(), p.absolute()))
                .toList();
    }

    private List<SelectionSummary> selections(Names names, List<String> fields) {
        List<SelectionSummary> all = new ArrayList<>();
        selections.forEach((place, share) -> all.add(selection(names.of(place), fields, share)));
        return all;
    }

    private static SelectionSummary selection(String place, List<String> fields, double[] share) {
        if (share.length % fields.size() != 0) {
            throw new BraidBug(
                    place + " has " + share.length + " coordinates, which " + fields.size() + " fields cannot");
        }
        int width = share.length / fields.size();
        List<List<Double>> perField = new ArrayList<>();
        for (int f = 0; f < fields.size(); f++) {
            perField.add(java.util.Arrays.stream(share, f * width, (f + 1) * width)
                    .boxed()
                    .toList());
        }
        return new SelectionSummary(place, fields, perField);
    }
}
