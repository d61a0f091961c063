package dev.braid.optim;

import dev.braid.nn.EmbeddingTable;
import dev.braid.nn.Parameter;
import dev.braid.tensor.Index;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Variable;
import java.util.Map;

/** Plain gradient descent, {@code x ← x − ηg}, for dense weights and for rows. Without state. */
record Sgd(double learningRate) implements DenseOptimizer, RowOptimizer {
    @Override
    public void update(Parameter parameter, Tensor gradient, long step) {
        parameter.variable().plus(gradient, -learningRate * parameter.rate());
    }

    @Override
    public void update(EmbeddingTable table, Index rows, Tensor gradient, long step) {
        Variable current = table.rows().copyRows(rows);
        current.plus(gradient, -learningRate);
        table.rows().putRows(rows, current);
    }

    @Override
    public Map<String, Variable> state() {
        return Map.of();
    }
}
