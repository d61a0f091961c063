package dev.braid.model;

import dev.braid.nn.MlpOptions;
import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.nn.Tower;
import dev.braid.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A tower for every task. Parameters, for task t and hidden layer l from 0: {@code tower.t.l.weight}, {@code
 * tower.t.l.bias} of {@link dev.braid.nn.Mlp}, {@code tower.t.head.weight [u, 1]}, {@code tower.t.head.bias [1]}.
 */
final class TaskTowers {
    private final List<Tower> towers = new ArrayList<>();

    TaskTowers(Parameters parameters, int in, int tasks, MlpOptions options) {
        this(parameters, in, tasks, tasks, options);
    }

    /**
     * @param heads number of towers, at least that of the tasks; what stands behind the tasks' belongs to the last task
     */
    TaskTowers(Parameters parameters, int in, int tasks, int heads, MlpOptions options) {
        Parameters branch = parameters.in("tower");
        for (int h = 0; h < heads; h++) {
            towers.add(Tower.of(branch.inTask(String.valueOf(h), Math.min(h, tasks - 1)), in, options));
        }
    }

    /**
     * @param inputs what the tower of task t reads, {@code [B, in]}
     * @return the output of every tower
     */
    List<Output> forward(IntFunction<Tensor> inputs, Pass pass) {
        List<Output> outputs = new ArrayList<>();
        for (int t = 0; t < towers.size(); t++) {
            outputs.add(Output.ofLogit(towers.get(t).forward(inputs.apply(t), pass)));
        }
        return outputs;
    }
}
