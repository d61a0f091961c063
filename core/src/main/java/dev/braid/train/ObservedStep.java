package dev.braid.train;

import dev.braid.nn.Observer;
import dev.braid.objective.TaskWeights;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A step under the eyes of an observer, or of nobody, which costs nothing. */
interface ObservedStep extends AutoCloseable {
    /** Nobody watches. */
    ObservedStep BY_NOBODY = new ObservedStep() {
        @Override
        public @Nullable Observer of(BatchPart part) {
            return null;
        }

        @Override
        public void differentiate(BatchPart part, ForwardPass forward, int worker) {}

        @Override
        public void finish() {}

        @Override
        public void close() {}
    };

    /** Who watches a part. */
    @Nullable
    Observer of(BatchPart part);

    /** Compares the tasks' gradients over a part; the graph stays. */
    void differentiate(BatchPart part, ForwardPass forward, int worker);

    /** Tells the observer what was found, once all parts are done. */
    void finish();

    @Override
    void close();

    static ObservedStep of(
            Optional<StepObserver> observer, Network network, StepWorkers workers, List<BatchPart> parts) {
        return observer.map(o -> by(o, network, workers, parts)).orElse(BY_NOBODY);
    }

    private static ObservedStep by(StepObserver observer, Network network, StepWorkers workers, List<BatchPart> parts) {
        List<Observer> ofParts = parts.stream()
                .map(part -> observer.ofPart(part.number(), part.rows()))
                .toList();
        TaskComparison comparison =
                new TaskComparison(network, new TaskWeights(network.schema()), workers, parts.size());
        return new ObservedStep() {
            @Override
            public Observer of(BatchPart part) {
                return ofParts.get(part.number());
            }

            @Override
            public void differentiate(BatchPart part, ForwardPass forward, int worker) {
                comparison.differentiate(part, forward, worker);
            }

            @Override
            public void finish() {
                comparison.finish(observer);
            }

            @Override
            public void close() {
                comparison.close();
            }
        };
    }
}
