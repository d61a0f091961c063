package dev.braid.model;

import dev.braid.fault.BadInput;
import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Progressive layered extraction (Tang, Liu, Zhao, Gong, RecSys 2020); one level is customised gate control (CGC).
 *
 * <ul>
 *   <li>{@code x^{1,t} = x^{1,s} = e}. Level j: the experts of task t, {@code A_t = experts_t(x^{j,t})}, and the shared
 *       ones, {@code A_s = experts_s(x^{j,s})}.
 *   <li>{@code x^{j+1,t} = softmax(W_t^j x^{j,t}) · [A_t ; A_s]}: the gate reads the task's own fused vector.
 *   <li>{@code x^{j+1,s} = softmax(W_s^j x^{j,s}) · [A_1 ; … ; A_T ; A_s]}, below the last level only.
 *   <li>{@code l_t = head_t(MLP_t(x^{N+1,t}))}.
 * </ul>
 *
 * <p>Parameters, for level j and task t from 0: those of {@link PleLevel} below {@code level.j}, and those of {@link
 * TaskTowers}.
 */
public final class Ple implements Model {
    private final ModelShape shape;
    private final List<PleLevel> levels = new ArrayList<>();
    private final TaskTowers towers;

    private Ple(PleOptions options, ModelShape shape, Parameters parameters) {
        this.shape = shape;
        PleLevel.Size size = size(options, shape.tasks());
        int width = shape.concatenated();
        for (int j = 0; j < options.levels().size(); j++) {
            Parameters branch = parameters.in("level").in(String.valueOf(j));
            int above = options.levels().size() - 1 - j;
            levels.add(new PleLevel(branch, width, size, above, options.expert(j), options.gate()));
            width = levels.get(j).width();
        }
        towers = new TaskTowers(parameters, width, shape.tasks(), options.tower());
    }

    private static PleLevel.Size size(PleOptions options, int tasks) {
        List<Integer> own = options.taskExperts();
        if (own.size() != 1 && own.size() != tasks) {
            throw BadInput.of(
                    "taskExperts holds %d numbers, but there are %d tasks; give one for all, or one for each",
                    own.size(), tasks);
        }
        List<Integer> perTask = new ArrayList<>();
        for (int t = 0; t < tasks; t++) {
            perTask.add(own.get(own.size() == 1 ? 0 : t));
        }
        return new PleLevel.Size(options.sharedExperts(), perTask);
    }

    public static Model of(PleOptions options, ModelShape shape, Parameters parameters) {
        return new Ple(options, shape, parameters);
    }

    @Override
    public List<Output> forward(List<Tensor> embeddings, Pass pass) {
        PleLevel.Streams x = PleLevel.Streams.of(shape.concatenated(embeddings.get(0)), shape.tasks());
        for (PleLevel level : levels) {
            x = level.forward(x, pass);
        }
        return towers.forward(x.perTask()::get, pass);
    }
}
