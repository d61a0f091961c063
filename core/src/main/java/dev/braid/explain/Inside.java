package dev.braid.explain;

import dev.braid.nn.VirtualGradientOptions;
import java.util.List;
import java.util.Optional;

/**
 * What a model weighs, compares and adds up on some rows.
 *
 * @param rows how many
 * @param gates over the rows
 * @param experts over the rows
 * @param selections soft selection gates
 * @param parts of the tasks' logits
 * @param virtualGradient what gates feel of other tasks in training; empty where nothing
 */
public record Inside(
        long rows,
        List<GateSummary> gates,
        List<ExpertSummary> experts,
        List<SelectionSummary> selections,
        List<PartSummary> parts,
        Optional<VirtualGradientOptions> virtualGradient) {
    public Inside {
        gates = List.copyOf(gates);
        experts = List.copyOf(experts);
        selections = List.copyOf(selections);
        parts = List.copyOf(parts);
    }

    /** Whether there is nothing of that in the model. */
    public boolean isEmpty() {
        return gates.isEmpty() && experts.isEmpty() && selections.isEmpty() && parts.isEmpty();
    }

    /** The gates of each place, in their order. */
    public List<List<GateSummary>> gatesByPlace() {
        return gates.stream()
                .map(GateSummary::place)
                .distinct()
                .map(this::gatesOf)
                .toList();
    }

    private List<GateSummary> gatesOf(String place) {
        return gates.stream().filter(g -> g.place().equals(place)).toList();
    }
}
