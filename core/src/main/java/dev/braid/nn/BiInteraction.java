package dev.braid.nn;

import dev.braid.options.Doc;
import dev.braid.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Bi-interaction pooling (He and Chua, SIGIR 2017, eq. 4): the sum of the products of all pairs of fields' vectors,
 * {@code f_BI = ½[(Σ_i e_i)² − Σ_i e_i²] = Σ_{i<j} e_i ⊙ e_j}, in time linear in the fields. Then batch normalisation
 * and dropout, as that paper has them. Parameters: with batch normalisation {@code norm.scale}, {@code norm.shift},
 * {@code norm.mean}, {@code norm.variance}, each {@code [k]}.
 */
public final class BiInteraction {
    /** What follows the pooling. */
    @Doc("pooling of all pairs of fields")
    public record Options(
            @Doc("normalise what was pooled over the batch") boolean batchNorm,

            @Doc("probability of zeroing a number that was pooled in training")
            double dropout) {
        /** The defaults of NFM. */
        public static final Options DEFAULTS = new Options(false, 0.2);

        public Options {
            Dropout.require("dropout", dropout);
        }
    }

    private final @Nullable BatchNorm norm;
    private final Dropout dropout;

    private BiInteraction(@Nullable BatchNorm norm, Dropout dropout) {
        this.norm = norm;
        this.dropout = dropout;
    }

    /** Pooling of vectors of width k. */
    public static BiInteraction of(Parameters parameters, int k, Options options) {
        return new BiInteraction(
                options.batchNorm() ? new BatchNorm(parameters.in("norm"), k) : null, new Dropout(options.dropout()));
    }

    /**
     * @param e one vector per field, {@code [B, F, k]}
     * @return {@code [B, k]}
     */
    public Tensor forward(Tensor e, Pass pass) {
        Tensor pooled = pairs(e);
        return dropout.forward(norm == null ? pooled : norm.forward(pooled, pass), pass);
    }

    /** f_BI itself: {@code [B, F, k]} to {@code [B, k]}. */
    static Tensor pairs(Tensor e) {
        return e.sum(1).square().sub(e.square().sum(1)).mul(0.5);
    }
}
