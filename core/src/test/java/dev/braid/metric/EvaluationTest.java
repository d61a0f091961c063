package dev.braid.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.braid.fault.BadInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final float NONE = Float.NaN;
    private static final EvaluatedTask CLICK = new EvaluatedTask("click", Optional.empty(), true);
    private static final EvaluatedTask BUY = new EvaluatedTask("buy", Optional.of("click"), false);

    // click 1 1 0 0 1, buy only after clicks; the last row's purchase is unknown
    private static final float[][] LABELS = {{1, 1, 0, 0, 1}, {1, 0, NONE, NONE, NONE}};
    private static final double[][] PROBABILITIES = {{.8, .6, .5, .4, .9}, {.5, .2, .9, .1, .7}};
    private static final int[][] USERS = {{1, 1, 1, 2, 2}, null};

    private static Evaluation small() {
        Evaluation evaluation = Evaluation.of(List.of(CLICK, BUY));
        evaluation.add(5, LABELS, PROBABILITIES, USERS);
        return evaluation;
    }

    @Test
    void aTaskWithAParentIsEvaluatedInItsSpaceAndOverAllRows() {
        SplitEvaluation split = small().choosingThresholds("validation");
        assertEquals(
                List.of("click", "buy", "ctcvr:buy"), List.copyOf(split.tasks().keySet()));
        assertEquals(5, split.rows());

        TaskEvaluation buy = split.tasks().get("buy");
        assertEquals("click=1", buy.space());
        assertEquals(2, buy.rows());
        assertEquals(1, buy.auc());
        assertNull(buy.gauc());

        // products .40 (bought), .12, .45, .04 (all not); the row with an unknown purchase does not count
        TaskEvaluation chain = split.tasks().get("ctcvr:buy");
        assertEquals("all", chain.space());
        assertEquals(4, chain.rows());
        assertEquals(1, chain.positives());
        assertEquals(2.0 / 3, chain.auc(), 1e-15);
    }

    @Test
    void aChainOfThreeStopsAtTheFirstZero() {
        EvaluatedTask refund = new EvaluatedTask("refund", Optional.of("buy"), false);
        EvaluatedTask click = new EvaluatedTask("click", Optional.empty(), false);
        Evaluation evaluation = Evaluation.of(List.of(click, BUY, refund));
        float[][] labels = {{1, 1, 0, 1}, {1, 0, NONE, NONE}, {1, NONE, NONE, NONE}};
        double[][] p = {{.5, .5, .5, .5}, {.5, .5, .25, .5}, {.5, .5, .5, .5}};
        evaluation.add(4, labels, p, null);
        TaskEvaluation chain = evaluation.choosingThresholds("test").tasks().get("ctcvr:refund");
        assertEquals(3, chain.rows());
        assertEquals(1, chain.positives());
        // scores .125 (positive), .125, .0625: one tie, one win
        assertEquals(.75, chain.auc(), 1e-15);
    }

    @Test
    void mergedPartsEqualOnePassToTheLastBit() {
        EvaluatedTask buy = new EvaluatedTask("buy", Optional.of("click"), true);
        List<EvaluatedTask> tasks = List.of(CLICK, buy);
        Evaluation whole = Evaluation.of(tasks);
        Evaluation merged = Evaluation.of(tasks);
        SplittableRandom random = new SplittableRandom(5);
        Evaluation[] parts = {Evaluation.of(tasks), Evaluation.of(tasks), Evaluation.of(tasks)};
        for (int batch = 0; batch < 9; batch++) {
            int rows = 1 + random.nextInt(200);
            float[][] labels = new float[2][rows];
            double[][] p = new double[2][rows];
            int[][] users = new int[2][rows];
            for (int b = 0; b < rows; b++) {
                labels[0][b] = random.nextInt(2);
                labels[1][b] = labels[0][b] == 1 ? random.nextInt(2) : NONE;
                p[0][b] = random.nextDouble();
                p[1][b] = random.nextInt(10) / 10.0;
                users[0][b] = users[1][b] = random.nextInt(6);
            }
            whole.add(rows, labels, p, users);
            parts[(batch * 2) % 3].add(rows, labels, p, users);
        }
        for (Evaluation part : parts) {
            merged.merge(part);
        }
        assertEquals(whole.choosingThresholds("test"), merged.choosingThresholds("test"));
    }

    @Test
    void thresholdsChosenOnValidationAreAppliedToTest() {
        SplitEvaluation validation = small().choosingThresholds("validation");
        Evaluation test = Evaluation.of(List.of(CLICK, BUY));
        test.add(5, LABELS, new double[][] {{.55, .7, .65, .3, .2}, {.1, .2, .3, .4, .5}}, USERS);
        TaskEvaluation click = test.at("test", validation.thresholds()).tasks().get("click");
        assertEquals(validation.tasks().get("click").f1Threshold(), click.f1Threshold());
        assertEquals(.6, click.f1Threshold());
        assertEquals(2.0 * 1 / (2 + 3), click.f1(), 1e-15); // .6 finds rows 1 and 2, one of them clicked, of three
        assertNull(test.at("test", Map.of()).tasks().get("click").f1());
        assertNotNull(test.at("test", Map.of()).tasks().get("click").f1At50());
    }

    @Test
    void whatIsUndefinedIsNullInJson() {
        Evaluation evaluation = Evaluation.of(List.of(CLICK));
        evaluation.add(2, new float[][] {{0, 0}}, new double[][] {{.1, .2}}, new int[][] {{1, 2}});
        JsonNode json = new ObjectMapper().valueToTree(evaluation.choosingThresholds("test"));
        assertEquals("test", json.get("split").asText());
        JsonNode click = json.get("tasks").get("click");
        for (String name : List.of("auc", "f1", "f1Threshold", "f1At50", "gauc", "pcoc", "ks")) {
            assertTrue(click.has(name), name);
            assertTrue(click.get(name).isNull(), name);
        }
        assertFalse(click.get("logloss").isNull());
        assertFalse(click.get("ece").isNull());
        assertEquals(2, click.get("rows").asInt());
        assertEquals(0, click.get("positives").asInt());
    }

    @Test
    void theMeanLeavesOutChainsAndWhatIsUndefined() {
        SplitEvaluation split = small().choosingThresholds("validation");
        double click = Metric.AUC.of(split.tasks().get("click"));
        assertEquals((click + 1) / 2, split.mean(Metric.AUC), 1e-15);
        assertEquals(Metric.GAUC.of(split.tasks().get("click")), split.mean(Metric.GAUC));
        Evaluation oneClass = Evaluation.of(List.of(CLICK));
        oneClass.add(1, new float[][] {{1}}, new double[][] {{.1}}, new int[][] {{1}});
        assertTrue(Double.isNaN(oneClass.choosingThresholds("test").mean(Metric.AUC)));
    }

    @Test
    void singlePrecisionProbabilitiesCountTheSame() {
        Evaluation narrow = Evaluation.of(List.of(CLICK, BUY));
        narrow.add(5, LABELS, new float[][] {{.75f, .5f, .5f, .25f, 1}, {.5f, .25f, 1, 0, .75f}}, USERS);
        Evaluation wide = Evaluation.of(List.of(CLICK, BUY));
        wide.add(5, LABELS, new double[][] {{.75, .5, .5, .25, 1}, {.5, .25, 1, 0, .75}}, USERS);
        assertEquals(wide.choosingThresholds("test"), narrow.choosingThresholds("test"));
    }

    @Test
    void aPredictionThatIsNoProbabilityIsRefusedByTaskAndRow() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -0.1, 1.1}) {
            double[][] p = {{.5, bad}};
            Evaluation clicks = Evaluation.of(List.of(new EvaluatedTask("click", Optional.empty(), false)));
            BadInput fault = assertThrows(BadInput.class, () -> clicks.add(2, new float[][] {{1, 0}}, p, null));
            assertTrue(
                    fault.getMessage().startsWith("task click: the prediction of row 1 is " + bad), fault.getMessage());
        }
    }

    @Test
    void aNanPredictionInsideAChainIsRefusedEvenWhereTheChildHasNoLabel() {
        Evaluation evaluation = Evaluation.of(List.of(new EvaluatedTask("click", Optional.empty(), false), BUY));
        float[][] labels = {{0}, {NONE}};
        assertThrows(BadInput.class, () -> evaluation.add(1, labels, new double[][] {{.5}, {Double.NaN}}, null));
    }
}
