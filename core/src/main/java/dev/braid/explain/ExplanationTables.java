package dev.braid.explain;

import dev.braid.fault.BraidBug;
import dev.braid.metric.CalibrationCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An explanation as tables for spreadsheets: one line per number, with the names that it belongs to. */
public final class ExplanationTables {
    /** The names of all files that there can be. */
    public static final List<String> FILES = List.of(
            "gates.csv",
            "selection.csv",
            "parts.csv",
            "experts.csv",
            "similarity.csv",
            "virtual-gradient.csv",
            "activation.csv",
            "confidence.csv",
            "calibration.csv",
            "propensity.csv",
            "labels.csv",
            "losses.csv",
            "training-gates.csv",
            "training-coefficients.csv",
            "training-gradients.csv");

    private final Map<String, StringBuilder> tables = new LinkedHashMap<>();

    private ExplanationTables() {}

    /** The tables by the names of their files; those without a line are left out. What is undefined is empty. */
    public static Map<String, String> csv(Explanation explanation) {
        ExplanationTables tables = new ExplanationTables();
        tables.inside(explanation.inside());
        explanation.virtualGradientFunctions().forEach(tables::virtualGradient);
        tables.tasks(explanation);
        explanation.training().forEach(step -> tables.step(explanation.tasks(), step));
        Map<String, String> files = new LinkedHashMap<>();
        tables.tables.forEach((name, text) -> files.put(name, text.toString()));
        return files;
    }

    private void inside(Inside inside) {
        for (GateSummary gate : inside.gates()) {
            for (int c = 0; c < gate.choices().size(); c++) {
                line(
                        "gates.csv",
                        "place,reader,choice,mean,deviation,share,largest,entropy",
                        gate.place(),
                        gate.reader(),
                        gate.choices().get(c),
                        gate.mean().get(c),
                        gate.deviation().get(c),
                        gate.share().get(c),
                        gate.largest().get(c),
                        gate.entropy());
            }
        }
        inside.experts().forEach(this::experts);
        for (SelectionSummary selection : inside.selections()) {
            for (int f = 0; f < selection.fields().size(); f++) {
                for (int k = 0; k < selection.share().get(f).size(); k++) {
                    double share = selection.share().get(f).get(k);
                    String field = selection.fields().get(f);
                    line("selection.csv", "place,field,coordinate,share", selection.place(), field, k, share);
                }
            }
        }
        for (PartSummary task : inside.parts()) {
            for (int p = 0; p < task.parts().size(); p++) {
                line(
                        "parts.csv",
                        "task,part,absolute,share",
                        task.task(),
                        task.parts().get(p),
                        task.absolute().get(p),
                        task.share(p));
            }
        }
    }

    private void experts(ExpertSummary experts) {
        for (int i = 0; i < experts.experts().size(); i++) {
            String name = experts.experts().get(i);
            Double used = experts.utilisation().isEmpty()
                    ? null
                    : experts.utilisation().get(i);
            line(
                    "experts.csv",
                    "place,expert,utilisation,active,magnitude",
                    experts.place(),
                    name,
                    used,
                    experts.active().get(i),
                    experts.magnitude().get(i));
            for (int j = 0; j < experts.experts().size(); j++) {
                line(
                        "similarity.csv",
                        "place,expert,other,cka",
                        experts.place(),
                        name,
                        experts.experts().get(j),
                        experts.similarity().get(i).get(j));
            }
        }
    }

    private void virtualGradient(VirtualGradientMap map) {
        for (int y = 0; y < map.axis().size(); y++) {
            for (int x = 0; x < map.axis().size(); x++) {
                line(
                        "virtual-gradient.csv",
                        "function,x,y,coefficient",
                        map.name(),
                        map.axis().get(x),
                        map.axis().get(y),
                        map.coefficient().get(y).get(x));
            }
        }
    }

    private void tasks(Explanation explanation) {
        for (TaskSummary task : explanation.perTask()) {
            TaskSummary.Activation bins = task.activation();
            for (int b = 0; b < bins.positives().size(); b++) {
                line(
                        "activation.csv",
                        "task,from,to,positives,negatives",
                        task.task(),
                        bins.least() + b * bins.width(),
                        bins.least() + (b + 1) * bins.width(),
                        bins.positives().get(b),
                        bins.negatives().get(b));
            }
            task.confidence()
                    .forEach(bin -> line(
                            "confidence.csv",
                            "task,rows,confidence,base,low,mean,high",
                            task.task(),
                            bin.rows(),
                            bin.confidence(),
                            bin.base(),
                            bin.low(),
                            bin.mean(),
                            bin.high()));
            calibration(task.task(), task.calibration());
            task.propensity().ifPresent(propensity -> propensity(task.task(), propensity));
        }
        explanation.chains().forEach(this::calibration);
        for (int s = 0; s < explanation.tasks().size(); s++) {
            for (int t = 0; t < explanation.tasks().size(); t++) {
                line(
                        "labels.csv",
                        "task,other,correlation",
                        explanation.tasks().get(s),
                        explanation.tasks().get(t),
                        explanation.labelCorrelation().get(s).get(t));
            }
        }
        explanation.losses().forEach(losses -> losses.byTask()
                .forEach((task, loss) -> line("losses.csv", "step,task,loss", losses.step(), task, loss)));
    }

    private void calibration(String task, CalibrationCurve curve) {
        curve.bins()
                .forEach(bin -> line(
                        "calibration.csv",
                        "task,rows,predicted,observed,low,high",
                        task,
                        bin.rows(),
                        bin.predicted(),
                        bin.observed(),
                        bin.low(),
                        bin.high()));
    }

    private void propensity(String task, TaskSummary.Propensity propensity) {
        String header = "task,rows,least,5%,25%,median,75%,95%,greatest,rows_in_space,worth_in_equal_weights";
        for (String rows : List.of("all", "in the space")) {
            List<Double> quantiles = rows.equals("all") ? propensity.all() : propensity.inside();
            if (!quantiles.isEmpty()) {
                List<Object> cells = new ArrayList<>(List.of(task, rows));
                cells.addAll(quantiles);
                cells.add(propensity.insideRows());
                cells.add(propensity.effectiveRows());
                line("propensity.csv", header, cells.toArray());
            }
        }
    }

    private void step(List<String> tasks, TracedStep step) {
        for (GateSummary gate : step.gates()) {
            for (int c = 0; c < gate.choices().size(); c++) {
                line(
                        "training-gates.csv",
                        "step,place,reader,choice,mean,deviation,entropy",
                        step.step(),
                        gate.place(),
                        gate.reader(),
                        gate.choices().get(c),
                        gate.mean().get(c),
                        gate.deviation().get(c),
                        gate.entropy());
            }
        }
        for (CoefficientSummary task : step.coefficients()) {
            for (int c = 0; c < task.choices().size(); c++) {
                line(
                        "training-coefficients.csv",
                        "step,place,reader,choice,mean,least,most",
                        step.step(),
                        task.place(),
                        task.reader(),
                        task.choices().get(c),
                        task.mean().get(c),
                        task.least(),
                        task.most());
            }
        }
        gradients(tasks, step, "shared", step.shared());
        gradients(tasks, step, "embeddings", step.embeddings());
    }

    private void gradients(List<String> tasks, TracedStep step, String where, GradientSummary gradients) {
        for (int s = 0; s < tasks.size(); s++) {
            for (int t = 0; t < tasks.size(); t++) {
                line(
                        "training-gradients.csv",
                        "step,where,task,other,norm,cosine",
                        step.step(),
                        where,
                        tasks.get(s),
                        tasks.get(t),
                        gradients.norms().get(s),
                        gradients.cosines().get(s).get(t));
            }
        }
    }

    private void line(String file, String header, @Nullable Object... cells) {
        if (!FILES.contains(file)) {
            throw new BraidBug(file + " is not among the files that a new explanation removes");
        }
        tables.computeIfAbsent(file, f -> new StringBuilder(header).append('\n'))
                .append(Arrays.stream(cells).map(ExplanationTables::cell).collect(Collectors.joining(",")))
                .append('\n');
    }

    private static String cell(@Nullable Object value) {
        if (value == null || value.equals(Double.NaN)) {
            return "";
        }
        String text = value.toString();
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
