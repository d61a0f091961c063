package dev.braid.model;

import dev.braid.nn.EmbeddingRequest;
import dev.braid.nn.Parameters;
import dev.braid.nn.Pass;
import dev.braid.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What a model of a single task is on T tasks: T copies of its network that share nothing, embeddings included. Parameters
 * of the copy for task t are below {@code task.t}.
 */
final class TaskCopies implements Model {
    /** The network of one task. */
    @FunctionalInterface
    interface Network {
        /**
         * @param embeddings what the task asked for, in that order
         * @return the logits {@code [B]}
         */
        Tensor logit(List<Tensor> embeddings, Pass pass);
    }

    /** Builds the network of one task. */
    @FunctionalInterface
    interface Builder {
        /** A network whose parameters lie in the given branch. */
        Network build(Parameters parameters);
    }

    private final List<Network> copies = new ArrayList<>();

    private TaskCopies(int tasks, Parameters parameters, Builder builder) {
        Parameters branch = parameters.in("task");
        for (int t = 0; t < tasks; t++) {
            copies.add(builder.build(branch.inTask(String.valueOf(t), t)));
        }
    }

    static Model of(int tasks, Parameters parameters, Builder builder) {
        return new TaskCopies(tasks, parameters, builder);
    }

    /** A table of field vectors for every task: {@code "0"} to {@code "T−1"}. */
    static List<EmbeddingRequest> vectors(int tasks, EmbeddingRequest.RowInit init) {
        return requests(tasks, t -> List.of(new EmbeddingRequest(t, init)));
    }

    /**
     * What every task asks for, task by task.
     *
     * @param ofTask equally many for each task, which is given by its position's digits
     */
    static List<EmbeddingRequest> requests(int tasks, Function<String, List<EmbeddingRequest>> ofTask) {
        return IntStream.range(0, tasks)
                .boxed()
                .flatMap(t -> ofTask.apply(String.valueOf(t)).stream().map(request -> request.ofTask(t)))
                .toList();
    }

    @Override
    public List<Output> forward(List<Tensor> embeddings, Pass pass) {
        int each = embeddings.size() / copies.size();
        List<Output> outputs = new ArrayList<>();
        for (int t = 0; t < copies.size(); t++) {
            List<Tensor> own = embeddings.subList(t * each, (t + 1) * each);
            outputs.add(Output.ofLogit(copies.get(t).logit(own, pass)));
        }
        return outputs;
    }
}
