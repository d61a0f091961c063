package dev.braid.objective.counterfactual;

import dev.braid.options.Doc;

/** How the conversion error δ = BCE(b, r) is imputed where no click was. */
@Doc("the imputed error δ̂, where b is the conversion's logit and c the imputation tower's")
public record ImputationOptions(
        @Doc("what is imputed") Form form,

        @Doc("form constant only: the conversion probability that every row is imputed")
        double prior,

        @Doc(
                "form scalar only: let (δ − δ̂)² train δ too, as the papers write it; conversions are then predicted too often")
        boolean liveDelta,

        @Doc("train the imputation in odd steps and all else in even ones, each with the other held fixed")
        boolean alternate) {
    /** The error itself, trained to be that of clicked rows. */
    public static final ImputationOptions DEFAULTS = new ImputationOptions(Form.SCALAR, 0, false, false);

    /** With which error imputation is more than learning from clicked rows alone. */
    public static final ImputationOptions PSEUDO = new ImputationOptions(Form.PSEUDO, 0, false, false);

    public ImputationOptions {
        if (!(prior >= 0 && prior <= 1)) {
            throw new IllegalArgumentException("prior must be in [0, 1], got " + prior);
        }
        require("prior", prior == 0 || form == Form.CONSTANT, "form constant");
        require("liveDelta", !liveDelta || form == Form.SCALAR, "form scalar");
        require("liveDelta", !liveDelta || !alternate, "alternate=false, which never lets the imputation train δ");
        require(
                "alternate",
                !alternate || form != Form.CONSTANT,
                "an imputation that is trained, form scalar or pseudo");
    }

    private static void require(String option, boolean holds, String where) {
        if (!holds) {
            throw new IllegalArgumentException(option + " has an effect only with " + where);
        }
    }

    Imputation imputation() {
        return form.imputation(this);
    }

    /** What is imputed. */
    public enum Form {
        /** See {@link Imputation.Scalar}. */
        @Doc("the error itself, δ̂ = softplus(c), trained by (δ − δ̂)² on clicked rows")
        SCALAR {
            @Override
            Imputation imputation(ImputationOptions options) {
                return new Imputation.Scalar(options.liveDelta());
            }
        },
        /** See {@link Imputation.Pseudo}. */
        @Doc("a label, δ̂ = BCE(b, σ(c)), trained by BCE(c, r) on clicked rows")
        PSEUDO {
            @Override
            Imputation imputation(ImputationOptions options) {
                return new Imputation.Pseudo();
            }
        },
        /** See {@link Imputation.Constant}. */
        @Doc("the label prior, δ̂ = BCE(b, prior); the imputation tower is not used")
        CONSTANT {
            @Override
            Imputation imputation(ImputationOptions options) {
                return new Imputation.Constant(options.prior());
            }
        };

        abstract Imputation imputation(ImputationOptions options);
    }
}
