package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.nn.TaskCorrelation.Measure;
import dev.braid.nn.TaskCorrelation.Rows;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class MovingCorrelationTest {
    private static final int BATCHES = 4000;
    private static final int BATCH = 20;

    @Test
    void batchesWithoutPositivesDoNotPullTheAverageOfARareTaskTowardsZero() {
        SplittableRandom random = new SplittableRandom(3);
        LabelCorrelation correlation = new LabelCorrelation(Map.of());
        float[][] all = new float[2][BATCHES * BATCH];
        double ema = 0;
        int undefined = 0;
        for (int i = 0; i < BATCHES; i++) {
            float[][] labels = new float[2][BATCH];
            for (int b = 0; b < BATCH; b++) {
                labels[0][b] = random.nextDouble() < 0.02 ? 1 : 0;
                labels[1][b] = labels[0][b] == 1 && random.nextDouble() < 0.5 ? 1 : 0;
                all[0][i * BATCH + b] = labels[0][b];
                all[1][i * BATCH + b] = labels[1][b];
            }
            correlation.next(labels);
            undefined += correlation.between(Measure.PEARSON, Rows.BATCH)[0][1] == 0 ? 1 : 0;
            ema += correlation.between(Measure.PEARSON, Rows.EMA)[0][1] / BATCHES;
        }
        assertTrue(undefined > BATCHES / 2, "most batches must be undefined for this to test anything: " + undefined);
        assertEquals(LabelCorrelation.absoluteCorrelation(Measure.PEARSON, all[0], all[1]), ema, 0.05);
    }

    @Test
    void askingTwiceInOneStepCountsTheBatchOnce() {
        LabelCorrelation correlation = new LabelCorrelation(Map.of());
        correlation.next(new float[][] {{1, 0, 1, 0}, {1, 0, 0, 0}});
        correlation.between(Measure.PEARSON, Rows.EMA);
        double rows = correlation.averages()[1][0];
        correlation.between(Measure.COSINE, Rows.EMA);
        assertEquals(4, rows);
        assertEquals(rows, correlation.averages()[1][0]);
    }
}
