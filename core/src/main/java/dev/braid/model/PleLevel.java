package dev.braid.model;

import dev.braid.nn.Experts;
import dev.braid.nn.Gate;
import dev.braid.nn.GateOptions;
import dev.braid.nn.MlpOptions;
import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.nn.Trace;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * One level of {@link Ple}: experts of every task and shared ones, and gates over them.
 *
 * <p>Parameters: {@code task.t.experts.…} of {@link Experts}, where task t has any; {@code task.t.gate.weight [in, m_t +
 * m_s]}, over the task's experts, then the shared ones; {@code shared.experts.…}, where there are any; and, with shared
 * experts and below the last level, {@code shared.gate.weight [in, Σ m_t + m_s]}, over the experts of task 0 to T−1, then
 * the shared ones.
 */
final class PleLevel {
    private final String place;
    private final Size size;
    private final List<ExpertSet> tasks = new ArrayList<>();
    private final List<Gate> gates = new ArrayList<>();
    private final ExpertSet shared;
    private final Optional<Gate> sharedGate;
    private final int width;
    private final int above;

    /**
     * How many experts a level has.
     *
     * @param shared m_s
     * @param perTask m_t of every task
     */
    record Size(int shared, List<Integer> perTask) {
        int total() {
            return shared + perTask.stream().mapToInt(m -> m).sum();
        }

        private List<String> ofTask(int t) {
            return Trace.numbered(Trace.task(t) + ".expert", perTask.get(t));
        }

        /** Names of all experts: of task 0 to T−1, then the shared ones. */
        List<String> names() {
            List<String> names = new ArrayList<>();
            for (int t = 0; t < perTask.size(); t++) {
                names.addAll(ofTask(t));
            }
            names.addAll(Trace.numbered("shared.expert", shared));
            return names;
        }

        /** Names of those that the gate of task t weighs. */
        List<String> seenBy(int t) {
            List<String> names = new ArrayList<>(ofTask(t));
            names.addAll(Trace.numbered("shared.expert", shared));
            return names;
        }
    }

    /**
     * What a level reads.
     *
     * @param perTask x^{j,t} of every task, {@code [B, in]}
     * @param shared x^{j,s} {@code [B, in]}; any tensor where no shared expert reads it
     */
    record Streams(List<Tensor> perTask, Tensor shared) {
        /** All streams begin with the embeddings. */
        static Streams of(Tensor e, int tasks) {
            return new Streams(Collections.nCopies(tasks, e), e);
        }
    }

    /** {@code [B, in]} to the outputs {@code [m, B, u]} of m experts; to nothing where m is 0. */
    @FunctionalInterface
    private interface ExpertSet {
        List<Tensor> forward(Tensor x, Pass pass);

        static ExpertSet of(Parameters parameters, int count, int in, MlpOptions options) {
            if (count == 0) {
                return (x, pass) -> List.of();
            }
            Experts experts = Experts.of(parameters.in("experts"), count, in, options);
            return (x, pass) -> List.of(experts.forward(x, pass));
        }
    }

    /**
     * @param in width of what is read
     * @param above number of levels above this one
     */
    PleLevel(Parameters parameters, int in, Size size, int above, MlpOptions expert, GateOptions gate) {
        this.place = parameters.path();
        this.size = size;
        this.above = size.shared() == 0 ? 0 : above;
        width = expert.width(in);
        for (int t = 0; t < size.perTask().size(); t++) {
            Parameters branch = parameters.in("task");
            Parameters own = branch.inTask(String.valueOf(t), t);
            Parameters met = branch.in(String.valueOf(t));
            int m = size.perTask().get(t);
            // Through the shared gates other tasks read these experts one level up, and what this gate mixes two up.
            tasks.add(ExpertSet.of(this.above < 1 ? own : met, m, in, expert));
            gates.add(Gate.of((this.above < 2 ? own : met).in("gate"), in, m + size.shared(), gate));
        }
        Parameters branch = parameters.in("shared");
        shared = ExpertSet.of(branch, size.shared(), in, expert);
        sharedGate =
                this.above == 0 ? Optional.empty() : Optional.of(Gate.of(branch.in("gate"), in, size.total(), gate));
    }

    /** The width of every stream above. */
    int width() {
        return width;
    }

    Streams forward(Streams x, Pass pass) {
        List<Tensor> common = shared.forward(x.shared(), pass); // A_s [m_s, B, u]
        List<Tensor> all = new ArrayList<>(); // A_1, …, A_T, A_s
        List<Tensor> mixtures = new ArrayList<>();
        for (int t = 0; t < tasks.size(); t++) {
            Tensor own = x.perTask().get(t);
            List<Tensor> seen = new ArrayList<>(tasks.get(t).forward(own, pass)); // A_t [m_t, B, u]
            all.addAll(seen);
            seen.addAll(common);
            mixtures.add(mix(seen, new Mixer(gates.get(t), Trace.task(t), size.seenBy(t)), own, pass));
        }
        all.addAll(common);
        if (size.total() > 0) {
            pass.observe(() -> new Trace.Experts(place, size.names(), Tensors.concat(0, all)));
        }
        if (above == 0) {
            common.forEach(pass::shared);
        } else if (above == 1) {
            mixtures.forEach(pass::shared);
        }
        return new Streams(
                mixtures,
                sharedGate
                        .map(gate -> mix(all, new Mixer(gate, "shared", size.names()), x.shared(), pass))
                        .orElse(x.shared()));
    }

    /** A gate, its reader, and the names of the experts that it weighs. */
    private record Mixer(Gate gate, String reader, List<String> names) {}

    private Tensor mix(List<Tensor> experts, Mixer mixer, Tensor x, Pass pass) {
        Tensor seen = Tensors.concat(0, experts);
        Tensor weights = mixer.gate().forward(x, pass);
        pass.observe(() -> new Trace.Gate(place, mixer.reader(), mixer.names(), weights));
        return Experts.mix(seen, weights);
    }
}
