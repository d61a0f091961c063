package dev.braid.optim;

import dev.braid.nn.EmbeddingTable;
import dev.braid.tensor.Index;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.Map;

/**
 * Adam on every row of a table at every step; untouched rows have gradient 0 and still move by their momentum. What the
 * papers did. State: {@code adam.m/TABLE} and {@code adam.v/TABLE}.
 */
final class DenseRowAdam implements RowOptimizer {
    private final AdamRule rule;
    private final String table;
    private final Variable m;
    private final Variable v;
    private final Variable whole;

    DenseRowAdam(AdamRule rule, EmbeddingTable table) {
        this.rule = rule;
        this.table = table.name();
        m = Tensors.state(table.rows().dtype(), table.rows().shape());
        v = Tensors.state(table.rows().dtype(), table.rows().shape());
        whole = Tensors.state(table.rows().dtype(), table.rows().shape());
    }

    @Override
    public void update(EmbeddingTable of, Index rows, Tensor gradient, long step) {
        whole.fill(0);
        whole.putRows(rows, gradient);
        rule.apply(of.rows(), m, v, whole, step);
    }

    @Override
    public boolean divisible() {
        return false;
    }

    @Override
    public Map<String, Variable> state() {
        return Map.of("adam.m/" + table, m, "adam.v/" + table, v);
    }

    @Override
    public void release() {
        whole.close();
    }
}
