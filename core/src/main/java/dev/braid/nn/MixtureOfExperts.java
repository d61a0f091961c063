package dev.braid.nn;

import dev.braid.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Experts with gates over them: {@code f^t = Σ_i g_i^t(x) f_i(x)} (Ma et al., KDD 2018). Parameters: {@code experts.…} of
 * {@link Experts}, {@code gate.…} of {@link Gates}.
 */
public final class MixtureOfExperts {
    private final String place;
    private final Experts experts;
    private final Gates gates;

    private MixtureOfExperts(String place, Experts experts, Gates gates) {
        this.place = place;
        this.experts = experts;
        this.gates = gates;
    }

    /** {@code count} experts on inputs {@code [B, in]} with one gate per task, or one for all tasks. */
    public static MixtureOfExperts of(
            Parameters parameters,
            int count,
            int in,
            int tasks,
            MlpOptions expert,
            GateOptions gate,
            boolean singleGate) {
        Experts experts = Experts.of(parameters.in("experts"), count, in, expert);
        Parameters branch = parameters.in("gate");
        Gates gates = singleGate
                ? Gates.single(branch, in, count, tasks, gate)
                : Gates.perTask(branch, in, count, tasks, gate);
        return new MixtureOfExperts(parameters.path(), experts, gates);
    }

    /**
     * {@code count} experts on inputs {@code [B, in]} with one gate per head.
     *
     * @param heads at least the number of tasks; what stands behind the tasks' belongs to the last task
     */
    public static MixtureOfExperts perHead(
            Parameters parameters, int count, int in, int tasks, int heads, MlpOptions expert, GateOptions gate) {
        Experts experts = Experts.of(parameters.in("experts"), count, in, expert);
        return new MixtureOfExperts(
                parameters.path(), experts, Gates.perHead(parameters.in("gate"), in, count, tasks, heads, gate));
    }

    /** The width u of every mixture. */
    public int width() {
        return experts.width();
    }

    /**
     * @param x {@code [B, in]}
     * @return a mixture {@code [B, u]} for every task or head; the same tensor for all where they share a gate
     */
    public List<Tensor> forward(Tensor x, Pass pass) {
        Tensor outputs = pass.shared(experts.forward(x, pass)); // [n, B, u]
        List<Tensor> mixtures = new ArrayList<>();
        List<Tensor> perTask = gates.forward(x, pass);
        List<String> names = Trace.numbered("expert", experts.count());
        pass.observe(() -> new Trace.Experts(place, names, outputs));
        gates.observe(place, names, perTask, pass);
        for (int t = 0; t < perTask.size(); t++) {
            mixtures.add(t < gates.count() ? Experts.mix(outputs, perTask.get(t)) : mixtures.get(0));
        }
        return mixtures;
    }
}
