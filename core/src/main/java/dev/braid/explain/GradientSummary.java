package dev.braid.explain;

import dev.braid.train.TaskGradients;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the gradients of the tasks lay to each other in a step.
 *
 * @param norms of every task's gradient
 * @param cosines of every two, {@code [T][T]}: below 0 the tasks conflict; null where one of them has no gradient there
 */
public record GradientSummary(List<Double> norms, List<List<@Nullable Double>> cosines) {
    public GradientSummary {
        norms = List.copyOf(norms);
    }

    static GradientSummary of(TaskGradients gradients) {
        double[] norms = gradients.norms();
        List<List<@Nullable Double>> cosines = new ArrayList<>();
        for (int s = 0; s < norms.length; s++) {
            List<@Nullable Double> row = new ArrayList<>();
            for (int t = 0; t < norms.length; t++) {
                double cosine = gradients.cosine(s, t);
                row.add(Double.isNaN(cosine) ? null : cosine);
            }
            cosines.add(row);
        }
        return new GradientSummary(Arrays.stream(norms).boxed().toList(), cosines);
    }
}
