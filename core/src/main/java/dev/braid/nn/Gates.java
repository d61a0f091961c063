package dev.braid.nn;

import dev.braid.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One {@link Gate} per task, or one for all tasks. Parameters: {@code t.weight [in, n]} and so on, for task t from 0; of
 * a gate for all tasks {@code all.weight [in, n]}.
 */
public final class Gates {
    private final List<Gate> gates;
    private final int tasks;

    private Gates(List<Gate> gates, int tasks) {
        this.gates = gates;
        this.tasks = tasks;
    }

    /** A gate of its own for every task. */
    public static Gates perTask(Parameters parameters, int in, int choices, int tasks, GateOptions options) {
        return perHead(parameters, in, choices, tasks, tasks, options);
    }

    /** A gate of its own for every task, and for heads behind the tasks', which belong to the last one. */
    static Gates perHead(Parameters parameters, int in, int choices, int tasks, int heads, GateOptions options) {
        List<Gate> gates = new ArrayList<>();
        for (int h = 0; h < heads; h++) {
            gates.add(Gate.of(parameters.inTask(String.valueOf(h), Math.min(h, tasks - 1)), in, choices, options));
        }
        return new Gates(gates, heads);
    }

    /** One gate that all tasks share. */
    public static Gates single(Parameters parameters, int in, int choices, int tasks, GateOptions options) {
        return new Gates(List.of(Gate.of(parameters.in("all"), in, choices, options)), tasks);
    }

    /** The number of distinct gates: that of the tasks, or 1. */
    public int count() {
        return gates.size();
    }

    /**
     * Shows gates to whoever watches the pass.
     *
     * @param place where they are
     * @param choices names of the n choices
     * @param perTask what {@link #forward} gave
     */
    public void observe(String place, List<String> choices, List<Tensor> perTask, Pass pass) {
        boolean one = gates.size() < tasks;
        for (int t = 0; t < gates.size(); t++) {
            String reader = one ? "all" : Trace.task(t);
            Tensor weights = perTask.get(t);
            pass.observe(() -> new Trace.Gate(place, reader, choices, weights));
        }
    }

    /**
     * @param x {@code [B, in]}
     * @return a gate {@code [B, n]} for every task; the same tensor for all where they share it
     */
    public List<Tensor> forward(Tensor x, Pass pass) {
        List<Tensor> own = gates.stream().map(gate -> gate.forward(x, pass)).toList();
        return own.size() == tasks ? own : Collections.nCopies(tasks, own.get(0));
    }
}
