package dev.braid.experiment.reproduce;

import dev.braid.experiment.derived.DerivedDataset;
import dev.braid.experiment.derived.PublicDatasets;
import dev.braid.metric.Metric;
import dev.braid.nn.TaskCorrelation;
import dev.braid.nn.VirtualGradient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures 5 and 6 of the DE-PHN paper, on its artificial datasets Criteo-R and Criteo-UR. */
public final class DephnFigures {
    /** The name of Figure 5. */
    public static final String FIGURE_5 = "dephn-fig5";

    /** The name of Figure 6. */
    public static final String FIGURE_6 = "dephn-fig6";

    /** What Figure 5 measures differences to. */
    public static final String BASELINE = "mmoe";

    /** DE-PHN without the virtual gradient, which the paper's figure does not have. */
    public static final String WITHOUT = "dephn-no-vg";

    private static final String PAPER = "Kong et al., \"DEPHN\", IJCNN 2023, arXiv 2307.12519";

    private static final String PICTURE =
            "The figure is a picture without numbers: there is nothing to print beside Braid's.";

    private static final String ADDED =
            "The line without the virtual gradient is not in the figure: it tells the functions' part from that of the rest.";

    private static final String OPEN =
            "The paper states no embedding width, number of experts or layers, learning rate, batch size, split or number of"
                    + " runs; here they are those of the preset, the same for all models, with Braid's defaults for the rest.";

    private static final String BASE =
            "The network whose logit is the confidence is not described; here it has embeddings of 10, three layers of 400, and"
                    + " is trained by Adam with 0.001 for one epoch (--source-set criteo:base.epochs=2 and others change it).";

    private static final String NOISE =
            "The noise in y_r is not defined: here its standard deviation is 0.1. Without noise both tasks of Criteo-R have the"
                    + " same labels.";

    private static final String LABELS =
            "The printed correlations, 0.9877 and 0.5288, hold between confidences. The labels of Criteo-UR correlate far more,"
                    + " because the sign of y_ur leaves that of c at |c| = 3.09 only; the virtual gradient sees labels.";

    static final PaperResult FIG_5 = new PaperResult(
            FIGURE_5,
            "DE-PHN, Figure 5: virtual gradient functions and correlation measures against MMoE",
            PAPER,
            "Log-loss and AUC of both tasks over all rows; the figure shows differences to MMoE, which are taken seed by seed.",
            datasets(),
            functions(),
            Map.of(Preset.PAPER, paper(), Preset.QUICK, quick(functions())),
            List.of(PICTURE, ADDED, OPEN, BASE, NOISE, LABELS));

    static final PaperResult FIG_6 = new PaperResult(
            FIGURE_6,
            "DE-PHN, Figure 6: loss in training with value gates (TVG) and mapping gates (MG)",
            PAPER,
            "Mean training loss of each task since the point before, over the steps of training, mean over seeds; log-loss and AUC"
                    + " on the test split beside it.",
            datasets(),
            gates(),
            Map.of(Preset.PAPER, paper(), Preset.QUICK, quick(gates())),
            List.of(PICTURE, OPEN, "Of which dataset the figure is, the paper does not say.", BASE, NOISE, LABELS));

    private DephnFigures() {}

    private static List<PaperDataset> datasets() {
        return List.of(dataset(PublicDatasets.CRITEO_R, "Criteo-R"), dataset(PublicDatasets.CRITEO_UR, "Criteo-UR"));
    }

    private static PaperDataset dataset(DerivedDataset derived, String title) {
        List<PaperColumn> columns = new ArrayList<>();
        for (String task : List.of("task1", "task2")) {
            columns.add(PaperColumn.added(task + " logloss", task, Metric.LOGLOSS, 1));
            columns.add(PaperColumn.added(task + " AUC", task, Metric.AUC, 1));
        }
        return new PaperDataset(
                derived.name(),
                title,
                new DerivedOrigin(derived, List.of()),
                "The paper counts 46,840,617 samples of Criteo's log, which has 45,840,617; its split is not stated.",
                columns,
                PaperNumbers.NONE);
    }

    /**
     * MMoE, MT-PHN, DE-PHN without the virtual gradient, and with each of its eight functions under both measures. Without the
     * third line, what the function does could not be told from what the rest of DE-PHN does.
     */
    private static List<PaperVariant> functions() {
        List<PaperVariant> variants = new ArrayList<>();
        variants.add(PaperVariant.of("MMoE", BASELINE));
        variants.add(PaperVariant.of("MT-PHN", "mtphn"));
        variants.add(PaperVariant.of(
                "DE-PHN, no virtual gradient", WITHOUT, "dephn", "model.virtualGradient.enabled=false"));
        for (TaskCorrelation.Measure measure : TaskCorrelation.Measure.values()) {
            for (VirtualGradient.Family family : VirtualGradient.Family.values()) {
                for (VirtualGradient.Shape shape : VirtualGradient.Shape.values()) {
                    variants.add(function(lower(measure), lower(family), lower(shape)));
                }
            }
        }
        return variants;
    }

    private static List<PaperVariant> gates() {
        return List.of(
                PaperVariant.of("TVG", "dephn-tvg", "dephn", "model.gate=tvg"),
                PaperVariant.of("MG", "dephn-mg", "dephn", "model.gate=mg"));
    }

    private static PaperVariant function(String measure, String family, String shape) {
        return PaperVariant.of(
                "DE-PHN, " + measure + ", " + (family.equals("add") ? "additive " : "multiplicative ") + shape,
                "dephn-" + measure + "-" + family + "-" + shape,
                "dephn",
                "model.virtualGradient.measure=" + measure,
                "model.virtualGradient.family=" + family,
                "model.virtualGradient.shape=" + shape);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Protocol paper() {
        return Protocol.of(5, "embedding.width=16", "train.batchSize=1024", "optimizer.learningRate=0.001");
    }

    /**
     * One interaction layer, and deep experts of one layer of 64 for all: half the work. Of the learning rates .001, .003 and .01,
     * .01 had the best mean validation AUC of MMoE, MT-PHN and DE-PHN over both simulated datasets (one seed, 60,000 rows): with
     * few steps, the smaller ones leave the parallel models unfinished.
     */
    private static Protocol quick(List<PaperVariant> variants) {
        Map<String, List<String>> own = new HashMap<>();
        for (PaperVariant variant : variants) {
            List<String> smaller = new ArrayList<>(List.of("model.expert.hidden=[64]"));
            if (!variant.label().equals(BASELINE)) {
                smaller.addAll(List.of("model.interaction.crossLayers=1", "model.interaction.fieldLayers=1"));
            }
            own.put(variant.label(), smaller);
        }
        return new Protocol(
                5,
                List.of(
                        "embedding.width=8",
                        "train.batchSize=512",
                        "train.partRows=256",
                        "train.epochs=2",
                        "optimizer.learningRate=0.01",
                        "train.logEverySteps=10"),
                own);
    }
}
