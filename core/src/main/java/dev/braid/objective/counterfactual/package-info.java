/**
 * Counterfactual learning of conversions, which are seen after clicks only: the risks of Zhang et al. (WWW 2020) and Wang et
 * al. (SIGIR 2022). {@link dev.braid.objective.counterfactual.Counterfactual} is the objective; how clicked rows are weighted
 * ({@code ClickWeighting}), what the conversion's risk over all rows is ({@code ConversionRisk}) and how the error of unclicked
 * rows is imputed ({@code Imputation}) are types of their own. Uses {@code objective}, {@code model}, {@code tensor}, {@code
 * schema}, {@code fault} and {@code options}.
 */
@org.jspecify.annotations.NullMarked
package dev.braid.objective.counterfactual;
