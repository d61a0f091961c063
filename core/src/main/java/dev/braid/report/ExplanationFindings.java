package dev.braid.report;

import dev.braid.explain.ExpertSummary;
import dev.braid.explain.Explanation;
import dev.braid.explain.GateSummary;
import dev.braid.explain.PartSummary;
import dev.braid.explain.TracedStep;
import dev.braid.report.Findings.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an explanation shows, in sentences. */
final class ExplanationFindings {
    /** An expert with less than this part of an equal share counts as hardly used. */
    private static final double HARDLY = 0.1;

    /** A cosine of gradients that is no further below 0 than this is taken for noise. */
    private static final double NO_CONFLICT = 0.01;

    /** Experts that are more similar than this say the same. */
    private static final double ALIKE = 0.95;

    private final Explanation explanation;

    ExplanationFindings(Explanation explanation) {
        this.explanation = explanation;
    }

    List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        if (explanation.inside().isEmpty()) {
            findings.add(new Finding(
                    "Inside the model",
                    explanation.model()
                            + " has no gates, no experts and no parts that could be told apart: its tasks read"
                            + " one representation, or nothing that is shared."));
        }
        for (ExpertSummary experts : explanation.inside().experts()) {
            if (experts.experts().size() > 1) {
                findings.add(new Finding(
                        "Experts" + (experts.place().isEmpty() ? "" : ", " + experts.place()),
                        used(experts) + alike(experts)));
            }
        }
        List<GateSummary> gates = explanation.inside().gates().stream()
                .filter(g -> !g.sameForAllRows())
                .toList();
        if (!gates.isEmpty()) {
            findings.add(new Finding("Gates", choosiest(gates)));
        }
        if (explanation.inside().parts().stream().anyMatch(p -> p.parts().size() > 1)) {
            findings.add(new Finding("Parts of the logit", parts()));
        }
        if (!explanation.training().isEmpty() && explanation.tasks().size() > 1) {
            findings.add(new Finding("Do the tasks conflict?", conflicts()));
        }
        return findings;
    }

    private static String used(ExpertSummary experts) {
        List<String> dead = named(experts, i -> experts.active().get(i) == 0);
        String still = dead.isEmpty() ? "" : "Dead, the same for all rows: " + String.join(", ", dead) + ". ";
        if (experts.utilisation().isEmpty()) {
            return still;
        }
        double equal = 1.0 / experts.experts().size();
        List<String> hardly = named(experts, i -> experts.utilisation().get(i) < HARDLY * equal);
        return still
                + (hardly.isEmpty()
                        ? dead.isEmpty() ? "All are used. " : "The gates give weight to all. "
                        : "Hardly used by any gate: " + String.join(", ", hardly) + ". ");
    }

    private static String alike(ExpertSummary experts) {
        double sum = 0;
        int pairs = 0;
        List<String> alike = new ArrayList<>();
        for (int i = 0; i < experts.experts().size(); i++) {
            for (int j = 0; j < i; j++) {
                Double cka = experts.similarity().get(i).get(j);
                if (cka != null) {
                    sum += cka;
                    pairs++;
                    if (cka > ALIKE) {
                        alike.add(experts.experts().get(j) + " and "
                                + experts.experts().get(i));
                    }
                }
            }
        }
        if (pairs == 0) {
            return "";
        }
        String mean = String.format(Locale.ROOT, "On average two experts are similar to %.2f (CKA)", sum / pairs);
        return mean + (alike.isEmpty() ? "; no two say the same." : "; almost the same: " + listed(alike) + ".");
    }

    private static String choosiest(List<GateSummary> gates) {
        GateSummary least = gates.get(0);
        GateSummary most = gates.get(0);
        for (GateSummary gate : gates) {
            least = gate.entropy() < least.entropy() ? gate : least;
            most = gate.entropy() > most.entropy() ? gate : most;
        }
        return String.format(
                Locale.ROOT,
                "On a scale from 0 (one choice has all) to 1 (all weigh the same), gates lie between %.2f (%s) and %.2f (%s).",
                least.entropy(),
                named(least),
                most.entropy(),
                named(most));
    }

    private static String named(GateSummary gate) {
        return gate.place().isEmpty() ? gate.reader() : gate.reader() + ", " + gate.place();
    }

    private String parts() {
        List<String> said = new ArrayList<>();
        for (PartSummary task : explanation.inside().parts()) {
            if (task.parts().size() > 1 && Double.isFinite(task.share(0))) {
                said.add(Shown.percent(task.share(0)) + " of " + task.task() + " is "
                        + task.parts().get(0));
            }
        }
        return "Of the absolute activation, " + listed(said) + ".";
    }

    private String conflicts() {
        List<String> said = new ArrayList<>();
        for (int s = 0; s < explanation.tasks().size(); s++) {
            for (int t = s + 1; t < explanation.tasks().size(); t++) {
                said.add(explanation.tasks().get(s) + " and "
                        + explanation.tasks().get(t) + conflict(s, t));
            }
        }
        return String.join(" ", said) + " Cosines of their gradients within ±" + NO_CONFLICT + " count as no conflict.";
    }

    private String conflict(int s, int t) {
        List<String> said = new ArrayList<>();
        conflict("in what they share", step -> step.shared().cosines().get(s).get(t))
                .ifPresent(said::add);
        conflict("in the embeddings", step -> step.embeddings().cosines().get(s).get(t))
                .ifPresent(said::add);
        if (!said.isEmpty()) {
            return ": " + String.join("; ", said) + ".";
        }
        return learns(s) && learns(t)
                ? " share nothing that both learn."
                : ": nothing to compare, as one of them had no gradient in the noted steps.";
    }

    /** How often two gradients lay against each other; empty where in no step both were there. */
    private Optional<String> conflict(String where, Function<TracedStep, @Nullable Double> cosine) {
        List<Double> cosines = explanation.training().stream()
                .map(cosine)
                .filter(Objects::nonNull)
                .toList();
        long against = cosines.stream().filter(c -> c < -NO_CONFLICT).count();
        return cosines.isEmpty()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%s they pull against each other in %d of %d noted steps (mean cosine %+.3f)",
                        where,
                        against,
                        cosines.size(),
                        cosines.stream().mapToDouble(c -> c).average().orElseThrow()));
    }

    private boolean learns(int task) {
        return explanation.training().stream()
                .anyMatch(step -> step.shared().norms().get(task) > 0
                        || step.embeddings().norms().get(task) > 0);
    }

    private static List<String> named(ExpertSummary experts, java.util.function.IntPredicate which) {
        return java.util.stream.IntStream.range(0, experts.experts().size())
                .filter(which)
                .mapToObj(experts.experts()::get)
                .toList();
    }

    /** At most six of them. */
    private static String listed(List<String> all) {
        int most = 6;
        return all.stream().limit(most).collect(Collectors.joining(", "))
                + (all.size() > most ? " and " + (all.size() - most) + " more" : "");
    }
}
