package dev.braid.model;

import dev.braid.nn.ExpertScores;
import dev.braid.nn.Experts;
import dev.braid.nn.Init;
import dev.braid.nn.MlpOptions;
import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.nn.Tower;
import dev.braid.nn.Trace;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How MT-PHN's experts of different widths become a logit. Parameters, where x is {@code experts} for deep experts and
 * {@code interaction} for cross and field experts:
 *
 * <ul>
 *   <li>linear: {@code readout.x.weight [T, n, width]} for shared experts, {@code task.t.readout.x.weight [1, n, width]}
 *       for private ones, {@code readout.bias [T]}
 *   <li>projection to width w: {@code readout.x.weight [n, width, w]} and {@code readout.x.bias [n, 1, w]}, likewise
 *       below {@code task.t}; {@code tower.t.…} of {@link Tower}
 * </ul>
 */
@FunctionalInterface
interface MtPhnReadout {
    /**
     * @param shared groups of experts of one width, each {@code [n, B, width]}
     * @param gate over all shared experts in that order, {@code [B, T, K]}
     * @param own the private groups of each task
     * @return a logit {@code [B]} per task
     */
    List<Tensor> logits(List<Tensor> shared, Tensor gate, List<List<Tensor>> own, Pass pass);

    /** The readout that the options ask for. */
    static MtPhnReadout of(Parameters parameters, int tasks, MtPhn.Size shared, MtPhn.Size own, MtPhnOptions options) {
        return switch (options.readout()) {
            case LINEAR -> linear(parameters, tasks, shared, own);
            case PROJECTION -> projection(parameters, tasks, shared, own, options);
        };
    }

    /** Σ_k g_k^t ⟨W_k^t, e_k⟩ + Σ_k' ⟨W_k'^t, e_k'^t⟩ + b_t. */
    private static MtPhnReadout linear(Parameters parameters, int tasks, MtPhn.Size shared, MtPhn.Size own) {
        List<ExpertScores> weights = scores(parameters, tasks, shared);
        List<List<ExpertScores>> ownWeights = IntStream.range(0, tasks)
                .mapToObj(t -> scores(parameters.in("task").inTask(String.valueOf(t), t), 1, own))
                .toList();
        Variable bias = parameters.in("readout").bias("bias", tasks);
        return (experts, gate, ownExperts, pass) -> {
            Tensor gated = gate.mul(forward(weights, experts)).sum(2).add(bias); // [B, T]
            List<Tensor> logits = new ArrayList<>();
            for (int t = 0; t < tasks; t++) {
                Tensor logit = gated.select(1, t);
                List<Tensor> mine = ownExperts.get(t);
                observe(t, "public", logit, pass);
                if (!mine.isEmpty()) {
                    Tensor part = forward(ownWeights.get(t), mine).sum(2).squeeze(1);
                    observe(t, "private", part, pass);
                    logit = logit.add(part);
                }
                logits.add(logit);
            }
            return logits;
        };
    }

    private static void observe(int t, String part, Tensor logit, Pass pass) {
        pass.observe(() -> new Trace.Part("", Trace.task(t), part, logit));
    }

    private static List<ExpertScores> scores(Parameters parameters, int tasks, MtPhn.Size size) {
        Parameters branch = parameters.in("readout");
        List<ExpertScores> scores = new ArrayList<>();
        if (size.deep() > 0) {
            scores.add(ExpertScores.of(branch.in("experts"), tasks, size.deep(), size.deepWidth(), size.outputs()));
        }
        if (size.interaction() > 0) {
            scores.add(ExpertScores.of(
                    branch.in("interaction"), tasks, size.interaction(), size.interactionWidth(), size.outputs()));
        }
        return scores;
    }

    /** {@code [B, T, n]} over all groups. */
    private static Tensor forward(List<ExpertScores> weights, List<Tensor> groups) {
        List<Tensor> scores = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            scores.add(weights.get(i).forward(groups.get(i)));
        }
        return Tensors.concat(2, scores);
    }

    /** tower_t(Σ_k g_k^t r_k + Σ_k' r_k'^t) with r_k = ReLU(V_k e_k + c_k). */
    private static MtPhnReadout projection(
            Parameters parameters, int tasks, MtPhn.Size shared, MtPhn.Size own, MtPhnOptions options) {
        int width = options.projectionWidth();
        MlpOptions tower = MlpOptions.DEFAULTS.withHidden(options.towerHidden());
        List<Projection> projections = Projection.of(parameters, shared, width);
        List<List<Projection>> ownProjections = new ArrayList<>();
        List<Tower> towers = new ArrayList<>();
        for (int t = 0; t < tasks; t++) {
            String name = String.valueOf(t);
            ownProjections.add(Projection.of(parameters.in("task").inTask(name, t), own, width));
            towers.add(Tower.of(parameters.in("tower").inTask(name, t), width, tower));
        }
        return (experts, gate, ownExperts, pass) -> {
            Tensor projected = Projection.forward(projections, experts); // [K, B, w]
            List<Tensor> logits = new ArrayList<>();
            for (int t = 0; t < tasks; t++) {
                Tensor mixed = Experts.mix(projected, gate.select(1, t));
                List<Tensor> mine = ownExperts.get(t);
                Tensor all = mine.isEmpty()
                        ? mixed
                        : mixed.add(
                                Projection.forward(ownProjections.get(t), mine).sum(0));
                logits.add(towers.get(t).forward(all, pass));
            }
            return logits;
        };
    }

    /** A linear layer with ReLU for each expert of a group. */
    record Projection(Variable weight, Variable bias) {
        private static List<Projection> of(Parameters parameters, MtPhn.Size size, int width) {
            Parameters branch = parameters.in("readout");
            List<Projection> projections = new ArrayList<>();
            if (size.deep() > 0) {
                projections.add(of(branch.in("experts"), size.deep(), size.deepWidth(), width));
            }
            if (size.interaction() > 0) {
                projections.add(of(branch.in("interaction"), size.interaction(), size.interactionWidth(), width));
            }
            return projections;
        }

        private static Projection of(Parameters parameters, int experts, int in, int out) {
            return new Projection(
                    parameters.weight("weight", Init.glorot(in, out), experts, in, out),
                    parameters.bias("bias", experts, 1, out));
        }

        /** {@code [n, B, w]} over all groups. */
        private static Tensor forward(List<Projection> projections, List<Tensor> groups) {
            List<Tensor> projected = new ArrayList<>();
            for (int i = 0; i < groups.size(); i++) {
                Projection p = projections.get(i);
                projected.add(groups.get(i).batchedMatmul(p.weight).add(p.bias).relu());
            }
            return Tensors.concat(0, projected);
        }
    }
}
