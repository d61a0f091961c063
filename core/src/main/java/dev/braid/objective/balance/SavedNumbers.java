package dev.braid.objective.balance;

import java.util.Arrays;

/** Several arrays as one, and back: the state of a balancer in a checkpoint. */
final class SavedNumbers {
    private SavedNumbers() {}

    /** All arrays behind each other. */
    static double[] join(double[]... arrays) {
        return Arrays.stream(arrays).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Fills the arrays with what {@link #join} made of them. */
    static void split(double[] joined, double[]... arrays) {
        int size = Arrays.stream(arrays).mapToInt(a -> a.length).sum();
        if (joined.length != size) {
            throw new IllegalArgumentException(
                    "wants the state of a balancer of " + size + " numbers, got " + joined.length);
        }
        int from = 0;
        for (double[] array : arrays) {
            System.arraycopy(joined, from, array, 0, array.length);
            from += array.length;
        }
    }
}
