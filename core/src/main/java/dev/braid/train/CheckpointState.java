package dev.braid.train;

/**
 * All of a training that is not a tensor: {@code state.json} of a checkpoint.
 *
 * @param braid version of the Braid that wrote it
 * @param run whose checkpoint it is
 * @param step steps done
 * @param epoch the epoch that the next step belongs to, from 0
 * @param batch batches of that epoch that are done
 * @param stopping best evaluation so far
 * @param losses sums of the training loss not yet written to the metrics
 * @param correlations decayed sums of label pairs, {@code [T·T][6]}, of {@link LabelCorrelation}
 * @param balance what the balancer has learned
 * @param metricsBytes length of {@code metrics.jsonl}
 * @param trainSeconds time spent in steps
 * @param seconds time spent in all
 * @param tensorsCrc32c of {@code checkpoint.safetensors}
 */
record CheckpointState(
        String braid,
        RunIdentity run,
        long step,
        int epoch,
        long batch,
        EarlyStopping.State stopping,
        LossMeans.State losses,
        double[][] correlations,
        double[] balance,
        long metricsBytes,
        double trainSeconds,
        double seconds,
        String tensorsCrc32c) {

    CheckpointState withTensors(String crc32c) {
        return new CheckpointState(
                braid,
                run,
                step,
                epoch,
                batch,
                stopping,
                losses,
                correlations,
                balance,
                metricsBytes,
                trainSeconds,
                seconds,
                crc32c);
    }
}
