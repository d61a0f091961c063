package dev.braid.objective.counterfactual;

import dev.braid.fault.BadInput;
import dev.braid.objective.BatchLabels;
import dev.braid.objective.BatchLoss;
import dev.braid.objective.ChainLabels;
import dev.braid.objective.Objective;
import dev.braid.objective.TaskNames;
import dev.braid.schema.Schema;

/**
 * Counterfactual learning of conversion given click (Zhang et al., WWW 2020; Wang et al., SIGIR 2022), for a task click and
 * a task conversion whose sample space it is: with logits a, b and c of click, conversion and imputation,
 *
 * <pre>{@code
 * loss of click        L_CTR = mean BCE(a; o)
 * loss of conversion   λ_c (R + R_imp) + λ_g mean BCE(o·r; σ(a)·σ(b))
 * }</pre>
 *
 * where R is a {@link ConversionRisk} and all means are over all rows of the batch. No gradient of R or R_imp reaches a: the
 * click tower could lower them by predicting more clicks.
 */
public final class Counterfactual implements Objective {
    private final ChainLabels chain;
    private final RiskOptions options;
    private final ConversionRisk risk;
    private final boolean alternate;

    private Counterfactual(RiskOptions options, ConversionRisk risk, boolean alternate, Schema schema) {
        requireClickAndConversion(schema);
        this.chain = new ChainLabels(schema);
        this.options = options;
        this.risk = risk;
        this.alternate = alternate;
    }

    /**
     * Inverse propensity scores: MTL-IPS and ESCM²-IPS.
     *
     * @throws BadInput if the tasks are not a click and a conversion after it
     */
    public static Counterfactual ips(IpsOptions options, Schema schema) {
        var weighting = new ClickWeighting.InversePropensity(options.propensity());
        return new Counterfactual(options.risk(), new ConversionRisk.Ips(weighting), false, schema);
    }

    /**
     * Doubly robust: MTL-DR and ESCM²-DR.
     *
     * @throws BadInput if the tasks are not a click and a conversion after it
     */
    public static Counterfactual dr(DrOptions options, Schema schema) {
        var weighting = new ClickWeighting.InversePropensity(options.propensity());
        ImputationOptions imputation = options.imputation();
        return new Counterfactual(
                options.risk(),
                new ConversionRisk.Dr(weighting, imputation.imputation()),
                imputation.alternate(),
                schema);
    }

    /**
     * Error imputation: MTL-EIB.
     *
     * @throws BadInput if the tasks are not a click and a conversion after it
     */
    public static Counterfactual eib(EibOptions options, Schema schema) {
        ImputationOptions imputation = options.imputation();
        return new Counterfactual(
                options.risk(), new ConversionRisk.Eib(imputation.imputation()), imputation.alternate(), schema);
    }

    private static void requireClickAndConversion(Schema schema) {
        int[] parents = schema.parents();
        if (parents.length != 2 || parents[1] != 0) {
            throw BadInput.of(
                    "this model needs two tasks, click and a conversion declared with 'space: click', but the dataset has"
                            + " %s; prepare it with such tasks, or train another model",
                    TaskNames.of(schema));
        }
    }

    @Override
    public boolean couplesRows() {
        return risk.weighting().couplesRows();
    }

    @Override
    public boolean alternates() {
        return alternate;
    }

    @Override
    public BatchLoss of(BatchLabels labels, long step) {
        return new CounterfactualLoss(options, risk, turn(step), chain.over(labels));
    }

    private Turn turn(long step) {
        if (step <= options.warmUpSteps() || options.counterfactual() == 0) {
            return Turn.WARM_UP;
        }
        if (!alternate) {
            return Turn.JOINT;
        }
        return step % 2 == 1 ? Turn.IMPUTATION : Turn.PREDICTION;
    }
}
