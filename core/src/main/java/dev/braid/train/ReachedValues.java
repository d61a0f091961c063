package dev.braid.train;

import dev.braid.data.Split;
import dev.braid.fault.BadInput;
import dev.braid.metric.SplitEvaluation;
import java.util.List;

/** What a training that may still go on has reached on the validation split, epoch by epoch, from its log. */
final class ReachedValues {
    private final RunDirectory directory;
    private final StopMetric metric;
    private final long stepsPerEpoch;

    ReachedValues(RunDirectory directory, TrainOptions options, long trainRows) {
        this.directory = directory;
        this.metric = StopMetric.parse(options.earlyStopMetric());
        this.stepsPerEpoch = (trainRows + options.batchSize() - 1) / options.batchSize();
    }

    /** Whether the evaluation at the end of so many epochs is there. */
    boolean covers(int epochs) {
        return evaluations().stream().anyMatch(e -> e.step() == epochs * stepsPerEpoch);
    }

    /**
     * The best value of so many epochs.
     *
     * @throws BadInput when there is none
     */
    double best(int epochs) {
        double best = Double.NaN;
        for (TrainingHistory.Evaluated evaluated : evaluations()) {
            double value = metric.of(new SplitEvaluation(Split.VALIDATION.label(), 0, evaluated.byTask()));
            if (evaluated.step() <= epochs * stepsPerEpoch && metric.direction().better(value, best)) {
                best = value;
            }
        }
        if (Double.isNaN(best)) {
            throw BadInput.of(
                    "%s: was not evaluated in %d epochs; set train.evaluateEverySteps=0", directory.path(), epochs);
        }
        return best;
    }

    private List<TrainingHistory.Evaluated> evaluations() {
        return TrainingHistory.soFar(directory.metrics()).evaluations();
    }
}
