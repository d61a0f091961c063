package dev.braid.train;

import dev.braid.catalogue.Balancers;
import dev.braid.data.Batch;
import dev.braid.data.Prefetch;
import dev.braid.data.ReadOptions;
import dev.braid.data.Split;
import dev.braid.fault.BadFormat;
import dev.braid.fault.BadInput;
import dev.braid.fault.BraidBug;
import dev.braid.metric.SplitEvaluation;
import dev.braid.objective.balance.Balancer;
import dev.braid.objective.balance.BalancerSetting;
import dev.braid.schema.Task;
import dev.braid.tensor.Variable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The loop: epochs of steps, evaluations, checkpoints. Everything that decides a bit of the result is in {@link Position},
 * the early stopping, the running sums and the tensors; all of it goes into every checkpoint.
 */
final class Trainer implements AutoCloseable {
    private final RunDirectory directory;
    private final RunOptions options;
    private final RunIdentity identity;
    private final TrainingData data;
    private final TrainingListener listener;
    private final Network network;
    private final TrainingStep trainingStep;
    private final StopMetric metric;
    private final LossMeans losses;
    private final Stopwatch watch = new Stopwatch();
    private EarlyStopping stopping;
    private Position at = new Position(0, 0, 0);

    /**
     * Where the training is.
     *
     * @param step steps done
     * @param epoch the epoch that the next step belongs to
     * @param batch batches of that epoch done
     */
    private record Position(long step, int epoch, long batch) {}

    private record Item(Batch batch, Lookups lookups) {}

    /**
     * Makes a network with fresh weights; nothing is written.
     *
     * @throws BadInput when the model's options do not fit the data
     */
    Trainer(
            RunDirectory directory,
            RunOptions options,
            RunIdentity identity,
            TrainingData data,
            TrainingListener listener) {
        TrainOptions train = options.train();
        this.directory = directory;
        this.options = options;
        this.identity = identity;
        this.data = data;
        this.listener = listener;
        this.metric = StopMetric.parse(train.earlyStopMetric());
        this.losses =
                new LossMeans(data.schema().tasks().stream().map(Task::name).toArray(String[]::new));
        this.stopping = new EarlyStopping(metric.direction(), train.patience(), EarlyStopping.State.NONE);
        this.network = Networks.create(options, data.schema());
        try {
            requireNoLoneRow();
            this.trainingStep = new TrainingStep(
                    network,
                    options.objective().create(data.schema()),
                    balancer(),
                    options.optimizer(),
                    train.precision(),
                    train.partRows(),
                    data.labelCorrelations(),
                    train.seed());
        } catch (RuntimeException | Error e) {
            network.close();
            throw e;
        }
    }

    private Balancer balancer() {
        double learningRate = options.optimizer().learningRate();
        Balancer balancer = options.balance()
                .create(new BalancerSetting(
                        data.schema(),
                        learningRate,
                        stepsPerEpoch(),
                        options.train().seed()));
        BalancerFit.require(options, network, balancer);
        return balancer;
    }

    private void requireNoLoneRow() {
        int batchSize = options.train().batchSize();
        boolean lone = batchSize == 1 || data.rows(Split.TRAIN) % batchSize == 1;
        if (lone && network.couplesRows()) {
            throw BadInput.of(
                    "train.batchSize=%d leaves a last batch of one row (of %d training rows), which batch normalisation"
                            + " cannot use; choose another batch size, or turn batchNorm off",
                    batchSize, data.rows(Split.TRAIN));
        }
    }

    /** Goes on where a checkpoint was made, and says how long the metrics were then. */
    long restore(Path checkpoint) {
        CheckpointState state = Checkpoints.load(checkpoint, identity, tensors());
        at = new Position(state.step(), state.epoch(), state.batch());
        stopping = new EarlyStopping(metric.direction(), options.train().patience(), state.stopping());
        losses.restore(state.losses());
        trainingStep.restoreAverages(state.correlations());
        trainingStep.restoreBalance(state.balance());
        watch.restore(state.trainSeconds(), state.seconds());
        return state.metricsBytes();
    }

    /** Trains to the end and leaves the best weights in the network. */
    RunResult run(MetricsLog log) {
        advance(log, options.train().epochs());
        return result();
    }

    /** Trains until so many epochs are done, unless training ends before. */
    void advance(MetricsLog log, int epochs) {
        long stepsPerEpoch = stepsPerEpoch();
        listener.onStarted(new TrainingListener.Started(
                options,
                network.parameterCount(),
                data.rows(Split.TRAIN),
                stepsPerEpoch,
                stepsPerEpoch * options.train().epochs(),
                at.step(),
                MemoryEstimate.of(options, data.schema())));
        while (!done() && at.epoch() < epochs) {
            epoch(log, stepsPerEpoch);
        }
    }

    Network network() {
        return network;
    }

    private void epoch(MetricsLog log, long stepsPerEpoch) {
        TrainOptions train = options.train();
        int epoch = at.epoch();
        ReadOptions reading = ReadOptions.shuffled(train.batchSize(), train.seed(), epoch)
                .withCacheBytes(train.cacheBytes())
                .withShuffleBufferRows(train.shuffleBufferRows())
                .from(at.batch());
        try (Prefetch<Item> prefetch = Prefetch.start(
                data.read(Split.TRAIN, reading),
                batch -> new Item(batch, network.lookup(batch)),
                train.prefetchBatches())) {
            while (at.epoch() == epoch && !stopping.exhausted()) {
                Item item = prefetch.next();
                if (item == null) {
                    throw new BadFormat(
                            data.place(), "its training split ends before the rows that its description promises");
                }
                step(item, log, stepsPerEpoch);
            }
        }
    }

    private void step(Item item, MetricsLog log, long stepsPerEpoch) {
        TrainOptions train = options.train();
        long step = at.step() + 1;
        int epoch = at.epoch();
        long batch = at.batch() + 1;
        int rows = item.batch().rows();
        Optional<StepObserver> observer = listener.observer(step);
        StepLoss loss = watch.step(rows, () -> trainingStep.run(item.batch(), item.lookups(), step, observer));
        boolean epochEnds = batch == stepsPerEpoch;
        at = epochEnds ? new Position(step, epoch + 1, 0) : new Position(step, epoch, batch);
        losses.add(loss);
        listener.onStepEnded(new TrainingListener.StepEnded(step, epoch, batch, rows, loss, watch.rowsPerSecond()));
        if (step % train.logEverySteps() == 0 || epochEnds) {
            log.train(step, epoch, losses, options.balance().entry().equals(Balancers.EQUAL) ? null : loss);
        }
        boolean evaluates = train.evaluateEverySteps() == 0
                ? epochEnds
                : step % train.evaluateEverySteps() == 0 || at.epoch() == train.epochs();
        if (evaluates) {
            evaluate(log, step, epoch);
        }
        boolean checkpoints = train.checkpointEverySteps() == 0 ? evaluates : step % train.checkpointEverySteps() == 0;
        if (checkpoints || done()) {
            checkpoint(log);
        }
        if (epochEnds) {
            listener.onEpochEnded(new TrainingListener.EpochEnded(epoch, step));
        }
    }

    private void evaluate(MetricsLog log, long step, int epoch) {
        SplitEvaluation evaluation = evaluator().choosingThresholds(Split.VALIDATION);
        double value = metric.of(evaluation);
        if (Double.isNaN(value)) {
            throw BadInput.of(
                    "train.earlyStopMetric: %s is undefined on the validation split of %s (no row, or one class only, of"
                            + " every task or user); choose another, for example logloss",
                    metric, data.name());
        }
        boolean best = stopping.improves(value);
        if (best) {
            stopping.improved(value, step, epoch, saveWeights(step));
        } else {
            stopping.failed();
        }
        log.evaluation(step, epoch, value, best, evaluation);
        listener.onEvaluated(new TrainingListener.Evaluated(step, epoch, evaluation, metric.toString(), value, best));
    }

    private String saveWeights(long step) {
        return Safetensors.write(
                directory.weights(),
                network.weights(),
                Map.of(
                        "format", Networks.WEIGHTS_FORMAT,
                        "model", identity.model(),
                        "dataset", identity.dataset(),
                        "step", Long.toString(step)));
    }

    private void checkpoint(MetricsLog log) {
        CheckpointState state = new CheckpointState(
                RunRecord.currentVersion(),
                identity,
                at.step(),
                at.epoch(),
                at.batch(),
                stopping.state(),
                losses.state(),
                trainingStep.averages(),
                trainingStep.balance(),
                log.force(),
                watch.trainSeconds(),
                watch.seconds(),
                "");
        directory.checkpoints().save(state, tensors());
        listener.onCheckpointed(new TrainingListener.Checkpointed(at.step()));
    }

    private RunResult result() {
        EarlyStopping.State best = stopping.state();
        Double value = best.best();
        if (value == null) {
            throw new BraidBug("training ended without an evaluation");
        }
        Networks.load(network, directory.weights(), identity, best.weightsCrc32c());
        SplitEvaluation validation = evaluator().choosingThresholds(Split.VALIDATION);
        Map<String, SplitEvaluation> splits = new LinkedHashMap<>();
        splits.put(Split.VALIDATION.label(), validation);
        if (data.rows(Split.TEST) > 0) {
            splits.put(Split.TEST.label(), evaluator().at(Split.TEST, validation.thresholds()));
        }
        return new RunResult(
                network.parameterCount(),
                at.step(),
                at.epoch() + (at.batch() > 0 ? 1 : 0),
                stopping.exhausted(),
                metric.toString(),
                value,
                best.bestStep(),
                best.bestEpoch(),
                watch.rowsPerSecond(),
                watch.seconds(),
                best.weightsCrc32c(),
                splits);
    }

    private Evaluator evaluator() {
        return new Evaluator(network, data, options.train());
    }

    private boolean done() {
        return at.epoch() >= options.train().epochs() || stopping.exhausted();
    }

    private long stepsPerEpoch() {
        long rows = data.rows(Split.TRAIN);
        int batch = options.train().batchSize();
        return (rows + batch - 1) / batch;
    }

    /** All tensors of a checkpoint by name: weights, and the optimisers' state. */
    SortedMap<String, Variable> tensors() {
        SortedMap<String, Variable> all = new TreeMap<>(network.weights());
        all.putAll(trainingStep.state());
        return all;
    }

    /** Frees the optimisers' state; the network stays. */
    void closeOptimizer() {
        trainingStep.close();
    }

    @Override
    public void close() {
        trainingStep.close();
        network.close();
    }
}
