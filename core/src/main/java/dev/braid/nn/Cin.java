package dev.braid.nn;

import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * Compressed interaction network (Lian et al., KDD 2018, eq. 6 and 7): {@code X^m_h = act(Σ_{i,j} W^{m,h}_{ij} (X^{m−1}_i
 * ⊙ X⁰_j))} with X⁰ = E, each map pooled into {@code p^m_h = Σ_d X^m_{h,d}}. Layer m holds products of m + 1 fields.
 *
 * <p>Parameters, for layer m from 0: {@code m.weight [H_{m−1}·F, H_m]}, whose row {@code i·F + j} is W_{ij} of all maps;
 * no bias.
 */
public final class Cin {
    private final List<Variable> filters = new ArrayList<>();
    private final CinOptions options;

    private Cin(Parameters parameters, int fields, CinOptions options) {
        this.options = options;
        int before = fields;
        for (int m = 0; m < options.maps().size(); m++) {
            int pairs = before * fields;
            int maps = options.maps().get(m);
            filters.add(parameters.in(String.valueOf(m)).weight("weight", Init.glorot(pairs, maps), pairs, maps));
            before = options.passedOn(m);
        }
    }

    /** A network on F = {@code fields} fields. */
    public static Cin of(Parameters parameters, int fields, CinOptions options) {
        return new Cin(parameters, fields, options);
    }

    /**
     * @param e one vector per field, {@code [B, F, k]}
     * @return the pooled maps, layer by layer, {@code [B, pooled]}
     */
    public Tensor forward(Tensor e) {
        long batch = e.size(0);
        long k = e.size(2);
        // One row per sample and coordinate: a layer is then one product with one matrix for the whole batch.
        Tensor x0 = e.transpose(1, 2).reshape(batch * k, e.size(1));
        Tensor x = x0;
        List<Tensor> pooled = new ArrayList<>();
        for (int m = 0; m < filters.size(); m++) {
            Tensor pairs = x.unsqueeze(2).mul(x0.unsqueeze(1)).reshape(batch * k, x.size(1) * x0.size(1));
            Tensor maps = options.activation().of(pairs.matmul(filters.get(m))); // [B·k, H_m]
            boolean last = m == filters.size() - 1;
            long kept = options.passedOn(m);
            Tensor toPool = options.splitHalf() && !last ? maps.narrow(1, kept, maps.size(1) - kept) : maps;
            pooled.add(toPool.reshape(batch, k, toPool.size(1)).sum(1));
            x = last ? maps : maps.narrow(1, 0, kept);
        }
        return Tensors.concat(1, pooled);
    }
}
