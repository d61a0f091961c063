package dev.braid.experiment.reproduce;

import dev.braid.data.prepare.PrepareListener;
import dev.braid.experiment.ComparisonListener;
import java.util.function.LongConsumer;

/** Hears how a reproduction proceeds. */
public interface ReproductionListener extends ComparisonListener {
    /** Hears nothing. */
    ReproductionListener NONE = new ReproductionListener() {};

    /**
     * The files of a public dataset are being simulated.
     *
     * @return told, now and then, of rows written since it was last told
     */
    default LongConsumer onSimulating(String source, long rows) {
        return written -> {};
    }

    /**
     * A dataset is being prepared.
     *
     * @return who hears about it
     */
    default PrepareListener onPreparing(PaperDataset dataset) {
        return PrepareListener.NONE;
    }

    /** A dataset was prepared just now. */
    default void onPrepared(PaperDataset dataset, Origin.Made made) {}

    /**
     * The models are trained on a dataset.
     *
     * @param number of this dataset, from 1
     * @param of all datasets
     */
    default void onCompared(PaperDataset dataset, int number, int of) {}
}
