package dev.braid.train;

import java.util.List;
import java.util.Optional;

/** Several listeners that hear everything one after the other. */
record Listeners(List<TrainingListener> each) implements TrainingListener {
    @Override
    public Optional<StepObserver> observer(long step) {
        List<StepObserver> watching = each.stream()
                .flatMap(listener -> listener.observer(step).stream())
                .toList();
        return watching.isEmpty() ? Optional.empty() : Optional.of(StepObserver.all(watching));
    }

    @Override
    public void onStarted(Started e) {
        each.forEach(listener -> listener.onStarted(e));
    }

    @Override
    public void onStepEnded(StepEnded e) {
        each.forEach(listener -> listener.onStepEnded(e));
    }

    @Override
    public void onEvaluated(Evaluated e) {
        each.forEach(listener -> listener.onEvaluated(e));
    }

    @Override
    public void onEpochEnded(EpochEnded e) {
        each.forEach(listener -> listener.onEpochEnded(e));
    }

    @Override
    public void onCheckpointed(Checkpointed e) {
        each.forEach(listener -> listener.onCheckpointed(e));
    }

    @Override
    public void onFinished(Finished e) {
        each.forEach(listener -> listener.onFinished(e));
    }
}
