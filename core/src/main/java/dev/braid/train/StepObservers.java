package dev.braid.train;

import dev.braid.nn.Observer;
import dev.braid.nn.Trace;
import java.util.List;

/** Several observers that see everything one after the other. */
record StepObservers(List<StepObserver> each) implements StepObserver {
    @Override
    public Observer ofPart(int part, int rows) {
        List<Observer> observers = each.stream().map(o -> o.ofPart(part, rows)).toList();
        return new Observer() {
            @Override
            public void see(Trace trace) {
                observers.forEach(o -> o.see(trace));
            }
        };
    }

    @Override
    public void onGradients(TaskGradients shared, TaskGradients embeddings) {
        each.forEach(o -> o.onGradients(shared, embeddings));
    }
}
