package dev.braid.nn;

import dev.braid.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a model shows of itself while it computes, handed to {@link Pass#observe}. Names follow those of parameters: {@code
 * task.t} is what belongs to task t, {@code expert.i} the i-th expert, joined by dots; places are branches of the tree of
 * parameters, {@code ""} being the model itself. Traces of one place speak of the same experts.
 */
public sealed interface Trace {
    /** The part of the model that shows this. */
    String place();

    /** Calls the observer's method for this kind of trace. */
    void showTo(Observer observer);

    /**
     * How one reader weighs its choices: softmax gates, trained gates, mixing weights, routes, attention over slots.
     *
     * @param reader who reads, such as {@code task.0}; {@code all} where all tasks share the gate
     * @param choices names of what is weighed, such as {@code expert.0}
     * @param weights {@code [B, N]}, or {@code [1, N]} where all rows share them
     */
    record Gate(String place, String reader, List<String> choices, Tensor weights) implements Trace {
        public Gate {
            choices = List.copyOf(choices);
        }

        @Override
        public void showTo(Observer observer) {
            observer.onGate(this);
        }
    }

    /**
     * What experts put out. A place may show several groups of them, of different widths.
     *
     * @param names of the experts, such as {@code expert.0}
     * @param outputs {@code [N, B, u]}
     */
    record Experts(String place, List<String> names, Tensor outputs) implements Trace {
        public Experts {
            names = List.copyOf(names);
        }

        @Override
        public void showTo(Observer observer) {
            observer.onExperts(this);
        }
    }

    /**
     * A soft selection gate (DE-PHN eq. 1), one for all rows.
     *
     * @param share G, the share of the attended embeddings at every coordinate, {@code [D]}, field by field
     */
    record Selection(String place, Tensor share) implements Trace {
        @Override
        public void showTo(Observer observer) {
            observer.onSelection(this);
        }
    }

    /**
     * One of the terms that add up to a task's logit.
     *
     * @param reader the task, {@code task.t}
     * @param part its name, such as {@code public}
     * @param logit {@code [B]}
     */
    record Part(String place, String reader, String part, Tensor logit) implements Trace {
        @Override
        public void showTo(Observer observer) {
            observer.onPart(this);
        }
    }

    /**
     * What gradients of the gates of this place are multiplied by in training (DE-PHN eq. 8).
     *
     * @param values c, {@code [B, T, N]}, or {@code [1, T, N]} where all rows share them; tasks and choices as of the gates
     */
    record Coefficients(String place, Tensor values) implements Trace {
        @Override
        public void showTo(Observer observer) {
            observer.onCoefficients(this);
        }
    }

    /**
     * The virtual gradient that the gates of this place feel in training (DE-PHN §III-C); shown in every pass.
     *
     * @param options which function of which correlation
     */
    record Feedback(String place, VirtualGradientOptions options) implements Trace {
        @Override
        public void showTo(Observer observer) {
            observer.onFeedback(this);
        }
    }

    /** Names {@code kind.0} to {@code kind.(n−1)}. */
    static List<String> numbered(String kind, int n) {
        return IntStream.range(0, n).mapToObj(i -> kind + "." + i).toList();
    }

    /** Names {@code place.name}. */
    static List<String> within(String place, List<String> names) {
        return names.stream().map(name -> place + "." + name).toList();
    }

    /** The name of task t. */
    static String task(int t) {
        return "task." + t;
    }
}
