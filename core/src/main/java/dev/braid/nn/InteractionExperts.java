package dev.braid.nn;

import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;

/**
 * Cross experts and field interaction experts of width D, side by side (DE-PHN §III-A). Parameters: {@code cross.i.…} of
 * {@link Cross} for the i-th of K_C, {@code field.i.…} of {@link FieldInteraction} for the i-th of K_F.
 */
public final class InteractionExperts {
    private final int fields;
    private final List<Cross> crosses = new ArrayList<>();
    private final List<FieldInteraction> interactions = new ArrayList<>();

    private InteractionExperts(int fields) {
        this.fields = fields;
    }

    /**
     * K_C and K_F experts, together at least one.
     *
     * @param fields F
     * @param concatenated D = F·k
     */
    public static InteractionExperts of(
            Parameters parameters, int fields, int concatenated, int cross, int field, InteractionOptions options) {
        InteractionExperts experts = new InteractionExperts(fields);
        for (int i = 0; i < cross; i++) {
            experts.crosses.add(options.cross(parameters.in("cross").in(String.valueOf(i)), concatenated));
        }
        for (int i = 0; i < field; i++) {
            experts.interactions.add(
                    options.fieldInteraction(parameters.in("field").in(String.valueOf(i)), fields));
        }
        return experts;
    }

    /** The names of all experts, in their order. */
    public List<String> names() {
        List<String> names = new ArrayList<>(Trace.numbered("cross", crosses.size()));
        names.addAll(Trace.numbered("field", interactions.size()));
        return names;
    }

    /**
     * @param forCross what cross experts read, {@code [B, D]}
     * @param forField what field interaction experts read, {@code [B, D]}
     * @return every expert's output, cross first, {@code [K_C + K_F, B, D]}
     */
    public Tensor forward(Tensor forCross, Tensor forField) {
        long rows = forField.size(0);
        long concatenated = forField.size(1);
        Tensor perField = forField.reshape(rows, fields, concatenated / fields);
        List<Tensor> outputs = new ArrayList<>();
        crosses.forEach(cross -> outputs.add(cross.forward(forCross)));
        interactions.forEach(f -> outputs.add(f.forward(perField).reshape(rows, concatenated)));
        return Tensors.stack(0, outputs);
    }
}
