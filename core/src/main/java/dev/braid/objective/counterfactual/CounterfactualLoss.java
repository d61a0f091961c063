package dev.braid.objective.counterfactual;

import dev.braid.model.Output;
import dev.braid.objective.BatchLabels;
import dev.braid.objective.BatchLoss;
import dev.braid.objective.ChainOutputs;
import dev.braid.objective.TaskLabels;
import dev.braid.tensor.DType;
import dev.braid.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The loss of {@link Counterfactual} on one batch. */
final class CounterfactualLoss implements BatchLoss {
    private static final int CLICK = 0;
    private static final int CONVERSION = 1;
    private static final int IMPUTATION = 2;

    private final RiskOptions options;
    private final ConversionRisk risk;
    private final Turn turn;
    private final TaskLabels click;
    private final TaskLabels both; // click and convert, over all rows
    private final double[] clicked; // [B], o times the row's share of the mean over all rows
    private final boolean counterfactual; // whether this batch says anything about R or R_imp
    private final boolean global;

    /**
     * @param labels along the chain, over all rows
     */
    CounterfactualLoss(RiskOptions options, ConversionRisk risk, Turn turn, BatchLabels labels) {
        this.options = options;
        this.risk = risk;
        this.turn = turn;
        click = labels.ofTask(CLICK);
        both = labels.ofTask(CONVERSION);
        clicked = both.shares().clone();
        for (int b = 0; b < clicked.length; b++) {
            clicked[b] *= click.labels()[b];
        }
        counterfactual = turn.learns(risk, Arrays.stream(clicked).anyMatch(share -> share > 0));
        global = turn.predicts() && options.global() > 0;
    }

    @Override
    public int valid(int task) {
        if (task == CLICK) {
            return turn.predicts() ? click.valid() : 0;
        }
        return counterfactual || global ? both.valid() : 0;
    }

    @Override
    public List<@Nullable Tensor> shares(List<Output> outputs, DType dtype, int from, int rows) {
        List<@Nullable Tensor> losses = new ArrayList<>();
        losses.add(turn.predicts() ? click.meanCrossEntropy(outputs.get(CLICK), dtype, from, rows) : null);
        losses.add(valid(CONVERSION) == 0 ? null : conversion(outputs, dtype, from, rows));
        return losses;
    }

    private @Nullable Tensor conversion(List<Output> outputs, DType dtype, int from, int rows) {
        Tensor estimated = counterfactual ? turn.counterfactual(risk, rows(outputs, dtype, from, rows)) : null;
        Tensor overAll = global ? global(outputs, dtype, from, rows) : null;
        if (estimated == null) {
            return overAll;
        }
        Tensor weighted = estimated.mul(options.counterfactual());
        return overAll == null ? weighted : weighted.add(overAll);
    }

    private @Nullable Tensor global(List<Output> outputs, DType dtype, int from, int rows) {
        Output product = ChainOutputs.both(outputs.get(CLICK), outputs.get(CONVERSION));
        Tensor mean = both.meanCrossEntropy(product, dtype, from, rows);
        return mean == null ? null : mean.mul(options.global());
    }

    private ConversionRows rows(List<Output> outputs, DType dtype, int from, int rows) {
        Tensor clickedHere = TaskLabels.slice(dtype, clicked, from, rows);
        return new ConversionRows(
                both.shares(dtype, from, rows),
                clickedHere,
                risk.weighting().of(clickedHere, outputs.get(CLICK)),
                outputs.get(CONVERSION).logit(),
                both.labels(dtype, from, rows),
                outputs.size() > IMPUTATION
                        ? Optional.of(outputs.get(IMPUTATION).logit())
                        : Optional.empty());
    }
}
