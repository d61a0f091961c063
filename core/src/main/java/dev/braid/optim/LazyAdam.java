package dev.braid.optim;

import dev.braid.nn.EmbeddingTable;
import dev.braid.tensor.Index;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.Map;

/**
 * Adam on the rows that a batch touches; the others keep value and moments. Bias correction counts the steps of the
 * whole training. State: {@code lazy-adam.m/TABLE} and {@code lazy-adam.v/TABLE}, {@code [N, k]}.
 */
final class LazyAdam implements RowOptimizer {
    private final AdamRule rule;
    private final String table;
    private final Variable m;
    private final Variable v;

    LazyAdam(AdamRule rule, EmbeddingTable table) {
        this.rule = rule;
        this.table = table.name();
        m = Tensors.state(table.rows().dtype(), table.rows().shape());
        v = Tensors.state(table.rows().dtype(), table.rows().shape());
    }

    @Override
    public void update(EmbeddingTable of, Index rows, Tensor gradient, long step) {
        Variable current = of.rows().copyRows(rows);
        Variable firstMoment = m.copyRows(rows);
        Variable secondMoment = v.copyRows(rows);
        rule.apply(current, firstMoment, secondMoment, gradient, step);
        m.putRows(rows, firstMoment);
        v.putRows(rows, secondMoment);
        of.rows().putRows(rows, current);
    }

    @Override
    public Map<String, Variable> state() {
        return Map.of("lazy-adam.m/" + table, m, "lazy-adam.v/" + table, v);
    }
}
