package dev.braid.optim;

import dev.braid.nn.EmbeddingTable;
import dev.braid.tensor.Index;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.Map;

/**
 * Adagrad with one accumulator per row: {@code a ← a + mean(g²)}, {@code x ← x − ηg/(√a + ε)}. State: {@code
 * rowwise-adagrad/TABLE}, {@code [N, 1]}.
 */
final class RowwiseAdagrad implements RowOptimizer {
    private final double learningRate;
    private final double epsilon;
    private final String table;
    private final Variable accumulator;

    RowwiseAdagrad(double learningRate, double epsilon, EmbeddingTable table) {
        this.learningRate = learningRate;
        this.epsilon = epsilon;
        this.table = table.name();
        accumulator = Tensors.state(table.rows().dtype(), table.rows().size(0), 1);
    }

    @Override
    public void update(EmbeddingTable of, Index rows, Tensor gradient, long step) {
        Variable sum = accumulator.copyRows(rows);
        sum.plus(gradient.square().mean(1).unsqueeze(1), 1);
        accumulator.putRows(rows, sum);
        Variable current = of.rows().copyRows(rows);
        current.plusQuotient(gradient, sum.stopGradient().sqrt().add(epsilon), -learningRate);
        of.rows().putRows(rows, current);
    }

    @Override
    public Map<String, Variable> state() {
        return Map.of("rowwise-adagrad/" + table, accumulator);
    }
}
