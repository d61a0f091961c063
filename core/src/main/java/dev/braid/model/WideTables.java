package dev.braid.model;

import dev.braid.nn.EmbeddingRequest;
import dev.braid.nn.FeatureCross;
import dev.braid.nn.RowTraining;
import java.util.List;

/** What models with a linear term ask for: for every task t vectors {@code t} and weights {@code wide.t}. */
final class WideTables {
    private WideTables() {}

    /**
     * @param tasks number of tasks T
     * @param init first values of the vectors
     * @param crosses columns of weights beside the features
     * @param training how the weights are trained
     */
    static List<EmbeddingRequest> requests(
            int tasks, EmbeddingRequest.RowInit init, List<FeatureCross> crosses, RowTraining training) {
        return TaskCopies.requests(
                tasks,
                t -> List.of(new EmbeddingRequest(t, init), EmbeddingRequest.weights("wide." + t, crosses, training)));
    }

    /** Refuses what is no L2 factor. */
    static void requireL2(double wideL2) {
        if (!(wideL2 >= 0) || Double.isInfinite(wideL2)) {
            throw new IllegalArgumentException("wideL2 must be a number of at least 0, got " + wideL2);
        }
    }
}
