package dev.braid.data.derive;

import dev.braid.data.Split;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Logits drawn from a distribution. */
final class Draws {
    private Draws() {}

    /** Normal draws that a function bends; nine tenths of them in the training split. */
    static Logits of(int rows, DoubleUnaryOperator bend) {
        Random random = new Random(7);
        double[] train = new double[rows * 9 / 10];
        double[] test = new double[rows - train.length];
        for (int i = 0; i < train.length; i++) {
            train[i] = bend.applyAsDouble(random.nextGaussian());
        }
        for (int i = 0; i < test.length; i++) {
            test[i] = bend.applyAsDouble(random.nextGaussian());
        }
        return new Logits(Map.of(Split.TRAIN, train, Split.TEST, test));
    }

    /** The normal distribution under which the paper's correlations hold. */
    static Logits fitted(int rows) {
        return of(rows, z -> -1.1207 + 0.9345 * z);
    }
}
