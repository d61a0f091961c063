package dev.braid.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.fault.BadInput;
import org.junit.jupiter.api.Test;

/** Labels along chains, over all rows. */
final class ChainLabelsTest {
    private static final float NONE = Float.NaN;

    private static float[][] chained(FunnelSchema funnel, float[]... labels) {
        return new ChainLabels(funnel.schema()).over(BatchLabels.of(labels)).labels();
    }

    @Test
    void aRowWithoutAClickHasNoConversionAndAClickedRowItsOwn() {
        float[][] z = chained(FunnelSchema.CLICK_BUY, new float[] {1, 0, 1}, new float[] {1, NONE, 0});
        assertArrayEquals(new float[] {1, 0, 1}, z[0]);
        assertArrayEquals(new float[] {1, 0, 0}, z[1]);
    }

    @Test
    void whatIsMissingStaysUnknownUnlessTheParentRulesItOut() {
        float[][] z =
                chained(FunnelSchema.CLICK_BUY, new float[] {NONE, 1, 0, NONE}, new float[] {1, NONE, NONE, NONE});
        assertArrayEquals(new float[] {NONE, NONE, 0, NONE}, z[1]);
    }

    @Test
    void labelsOfUnclickedRowsAreNotRead() {
        assertArrayEquals(new float[] {0}, chained(FunnelSchema.CLICK_BUY, new float[] {0}, new float[] {1})[1]);
    }

    @Test
    void chainsAreFollowedToTheRootAndTreesBranch() {
        float[][] z = chained(
                FunnelSchema.TREE, // click; buy and like after click; refund after buy
                new float[] {1, 1, 0, 1},
                new float[] {1, 0, NONE, NONE},
                new float[] {0, 1, NONE, 1},
                new float[] {1, NONE, NONE, NONE});
        assertArrayEquals(new float[] {1, 0, 0, NONE}, z[1]);
        assertArrayEquals(new float[] {0, 1, 0, 1}, z[2]);
        assertArrayEquals(new float[] {1, 0, 0, NONE}, z[3]);
    }

    @Test
    void theRootsRowWeightsCountAlongTheChain() {
        float[] weights = {1, 2};
        BatchLabels over = new ChainLabels(FunnelSchema.CLICK_BUY.schema())
                .over(new BatchLabels(new float[][] {{1, 0}, {1, NONE}}, new float[][] {weights, null}));
        assertArrayEquals(weights, over.weightsOf(1));
        assertArrayEquals(new double[] {1 / 3.0, 2 / 3.0}, over.ofTask(1).shares(), 1e-16);
        assertNull(new ChainLabels(FunnelSchema.CLICK_BUY.schema())
                .over(BatchLabels.of(new float[] {1}, new float[] {1}))
                .weightsOf(1));
    }

    @Test
    void rowWeightsOfAChildAreRefusedInOneLine() {
        BatchLabels labels = new BatchLabels(new float[][] {{1}, {1}}, new float[][] {null, {2}});
        BadInput refused =
                assertThrows(BadInput.class, () -> new ChainLabels(FunnelSchema.CLICK_BUY.schema()).over(labels));
        assertEquals(
                "task buy has a rowWeight of its own, but this model learns it over all rows, where those of task click"
                        + " count; remove its rowWeight from the spec, or train another model",
                refused.getMessage());
    }
}
