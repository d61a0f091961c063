package dev.braid.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.braid.nn.EmbeddingColumns;
import dev.braid.nn.EmbeddingRequest;
import dev.braid.nn.FeatureCross;
import dev.braid.nn.FtrlOptions;
import dev.braid.nn.Pass;
import dev.braid.nn.RowTraining;
import dev.braid.options.OptionReader;
import dev.braid.tensor.NoLeaks;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** models.md §2. That a weight's gradient is exactly 1 for present ids is shown on the table, in LinearTermTest. */
@ExtendWith(NoLeaks.class)
class WideDeepTest {
    private static final double EXACT = 1e-9;
    private static final ModelShape SHAPE = new ModelShape(3, 4, 1);
    private static final int ROWS = 5;
    private static final String CROSSED = "crosses=[a*b,b*c]";

    @Test
    void withoutWideWeightsItIsTheDnnOfTheSameWeights() {
        try (SmallModel model = SmallModel.of("widedeep", SHAPE, 1, CROSSED);
                SmallModel dnn = SmallModel.of("dnn", SHAPE, 2)) {
            model.drawBiases(3);
            dnn.copyFrom(model, name -> name);
            List<double[]> input = model.input(ROWS, 4);
            Arrays.fill(input.get(1), 0);
            assertArrayEquals(dnn.logits(input.subList(0, 1)), model.logits(input), EXACT);
        }
    }

    @Test
    void withoutDeepWeightsItIsLogisticRegressionOfWhatIsPresent() {
        try (SmallModel model = SmallModel.of("widedeep", SHAPE, 1, CROSSED)) {
            model.variable("task.0.head.weight").fill(0);
            model.variable("task.0.head.bias").fill(0.3);
            List<double[]> input = model.input(ROWS, 4);
            double[] expected = sums(input.get(1));
            for (int b = 0; b < ROWS; b++) {
                expected[b] += 0.3;
            }
            assertArrayEquals(expected, model.logits(input), EXACT);
        }
    }

    @Test
    void wideAndDeepAddUp() {
        try (SmallModel model = SmallModel.of("widedeep", SHAPE, 1, CROSSED)) {
            model.drawBiases(3);
            List<double[]> input = model.input(ROWS, 4);
            List<double[]> deepOnly = List.of(input.get(0), new double[input.get(1).length]);
            double[] expected = model.logits(deepOnly);
            double[] wide = sums(input.get(1));
            for (int b = 0; b < ROWS; b++) {
                expected[b] += wide[b];
            }
            assertArrayEquals(expected, model.logits(input), EXACT);
        }
    }

    @Test
    void everyWeightOfARowHasTheSlopeOfItsLogit() {
        try (SmallModel model = SmallModel.of("widedeep", SHAPE, 1, CROSSED)) {
            List<double[]> input = model.input(1, 4);
            double p = model.probabilities(input)[0][0];
            double label = model.loss(input, 1) == model.crossEntropies(input, 1)[0][0] ? 1 : 0;
            double[] slopes =
                    model.gradients(input, Pass.evaluation(), 1).embeddings().get(1);
            double[] expected = new double[SHAPE.fields() + 2];
            Arrays.fill(expected, p - label);
            assertArrayEquals(expected, slopes, 1e-15);
        }
    }

    @Test
    void everyTaskAsksForVectorsAndForWeightsOfItsOwn() {
        List<FeatureCross> crosses = List.of(new FeatureCross("a", "b", 70), new FeatureCross("b", "c", 70));
        WideDeepOptions options = read(CROSSED, "crossBuckets=70", "wideL2=0.01");
        List<EmbeddingRequest> requests = options.embeddings(2);
        assertEquals(
                List.of("0", "wide.0", "1", "wide.1"),
                requests.stream().map(EmbeddingRequest::name).toList());
        EmbeddingRequest wide = requests.get(3);
        assertEquals(new EmbeddingColumns.Weights(crosses), wide.columns());
        assertEquals(RowTraining.withL2(0.01), wide.training());
        assertEquals(RowTraining.AS_OPTIONS_SAY, requests.get(2).training());
    }

    @Test
    void ftrlIsAskedForWithItsOptions() {
        RowTraining training = read("wideOptimizer=ftrl", "ftrl.rate=0.3", "ftrl.l1=0.2")
                .embeddings(1)
                .get(1)
                .training();
        FtrlOptions expected = new FtrlOptions(0.3, FtrlOptions.DEFAULTS.beta(), 0.2);
        assertEquals(new RowTraining(OptionalDouble.of(1e-5), Optional.of(expected)), training);
    }

    private static WideDeepOptions read(String... settings) {
        return OptionReader.of(List.of(settings)).read(WideDeepOptions.DEFAULTS);
    }

    private static double[] sums(double[] weights) {
        double[] sums = new double[ROWS];
        for (int i = 0; i < weights.length; i++) {
            sums[i / (weights.length / ROWS)] += weights[i];
        }
        return sums;
    }
}
