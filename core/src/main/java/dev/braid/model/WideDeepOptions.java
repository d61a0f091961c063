package dev.braid.model;

import dev.braid.nn.EmbeddingRequest;
import dev.braid.nn.FeatureCross;
import dev.braid.nn.FtrlOptions;
import dev.braid.nn.MlpOptions;
import dev.braid.nn.RowTraining;
import dev.braid.options.Doc;
import dev.braid.options.NoEffect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Options of {@link WideDeep}. */
@Doc("a linear model of ids and their crosses beside a multi-layer perceptron, for each task alone")
public record WideDeepOptions(
        @Doc("pairs of categorical features that are features of the wide part too, each written first*second")
        List<String> crosses,

        @Doc("most weights of a cross; where it has more pairs of ids than that, they share weights by their hash")
        int crossBuckets,

        @Doc("λ of the penalty λ·w² on the wide part's weights that a batch touches")
        double wideL2,

        @Doc("what trains the wide part") WideOptimizer wideOptimizer,
        @Doc("the wide part's optimiser, if it is ftrl") FtrlOptions ftrl,
        @Doc("the deep part's hidden layers") MlpOptions mlp)
        implements ModelOptions {
    /** What trains the wide part. */
    public enum WideOptimizer {
        @Doc("the optimiser of embedding rows")
        SAME,
        @Doc("FTRL-proximal with L1, as in the paper")
        FTRL
    }

    private static final int BUCKETS = 1_000_000;

    public static final WideDeepOptions DEFAULTS = new WideDeepOptions(
            List.of(), BUCKETS, 1e-5, WideOptimizer.SAME, FtrlOptions.DEFAULTS, MlpOptions.DEFAULTS);

    public WideDeepOptions {
        crosses = List.copyOf(crosses);
        if (crossBuckets < 1) {
            throw new IllegalArgumentException("crossBuckets must be at least 1, got " + crossBuckets);
        }
        WideTables.requireL2(wideL2);
        requireDistinct(crosses);
        if (crosses.isEmpty()) {
            NoEffect.refuse("crossBuckets", crossBuckets, BUCKETS, "without crosses");
        }
        if (wideOptimizer == WideOptimizer.SAME) {
            NoEffect.refuse("ftrl", ftrl, FtrlOptions.DEFAULTS, "with wideOptimizer same");
        }
    }

    /** The crosses, read. */
    private List<FeatureCross> featureCrosses() {
        List<FeatureCross> read = new ArrayList<>();
        for (String cross : crosses) {
            List<String> pair = pair(cross);
            read.add(new FeatureCross(pair.get(0), pair.get(1), crossBuckets));
        }
        return read;
    }

    @Override
    public List<EmbeddingRequest> embeddings(int tasks) {
        RowTraining own = RowTraining.withL2(wideL2);
        return WideTables.requests(
                tasks,
                EmbeddingRequest.RowInit.SMALL_NORMAL,
                featureCrosses(),
                wideOptimizer == WideOptimizer.FTRL ? own.withFtrl(ftrl) : own);
    }

    private static List<String> pair(String cross) {
        int star = cross.indexOf('*');
        List<String> pair = star < 0
                ? List.of()
                : List.of(
                        cross.substring(0, star).trim(),
                        cross.substring(star + 1).trim());
        if (pair.isEmpty() || pair.contains("") || pair.get(1).contains("*")) {
            throw new IllegalArgumentException(
                    "crosses must be pairs of features, each written first*second, got '" + cross + "'");
        }
        if (pair.get(0).equals(pair.get(1))) {
            throw new IllegalArgumentException("crosses must be of two different features, got '" + cross + "'");
        }
        return pair;
    }

    private static void requireDistinct(List<String> crosses) {
        Set<Set<String>> seen = new HashSet<>();
        for (String cross : crosses) {
            if (!seen.add(Set.copyOf(pair(cross)))) {
                throw new IllegalArgumentException("crosses must differ, got '" + cross + "' twice in " + crosses);
            }
        }
    }
}
