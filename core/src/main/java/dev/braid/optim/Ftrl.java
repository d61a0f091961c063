package dev.braid.optim;

import dev.braid.nn.EmbeddingTable;
import dev.braid.nn.FtrlOptions;
import dev.braid.tensor.Index;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.Map;

/**
 * FTRL-proximal (McMahan et al., KDD 2013, algorithm 1) on the rows that a batch touches: {@code σ = (√(n + g²) − √n)/α},
 * {@code z ← z + g − σx}, {@code n ← n + g²}, {@code x = −soft(z, λ₁)·α/(β + √n)} with soft(z, λ) = sgn(z)·max(|z| − λ,
 * 0). Rows must start at 0, which is what z = 0 and n = 0 stand for. State: {@code ftrl.z/TABLE} and {@code ftrl.n/TABLE}.
 */
final class Ftrl implements RowOptimizer {
    private final FtrlOptions options;
    private final String table;
    private final Variable z;
    private final Variable n;

    Ftrl(FtrlOptions options, EmbeddingTable table) {
        this.options = options;
        this.table = table.name();
        z = Tensors.state(table.rows().dtype(), table.rows().shape());
        n = Tensors.state(table.rows().dtype(), table.rows().shape());
    }

    @Override
    public void update(EmbeddingTable of, Index rows, Tensor gradient, long step) {
        Variable sum = n.copyRows(rows);
        Tensor before = sum.stopGradient().sqrt();
        sum.plusProduct(gradient, gradient, 1);
        Tensor after = sum.stopGradient().sqrt();
        Variable dual = z.copyRows(rows);
        Tensor x = of.rows().copyRows(rows);
        dual.plus(gradient, 1);
        dual.plusProduct(after.sub(before), x, -1 / options.rate());
        n.putRows(rows, sum);
        z.putRows(rows, dual);
        of.rows().putRows(rows, soft(dual).mul(-options.rate()).div(after.add(options.beta())));
    }

    private Tensor soft(Variable dual) {
        Tensor value = dual.stopGradient();
        return value.add(-options.l1())
                .relu()
                .sub(value.neg().add(-options.l1()).relu());
    }

    @Override
    public Map<String, Variable> state() {
        return Map.of("ftrl.z/" + table, z, "ftrl.n/" + table, n);
    }
}
