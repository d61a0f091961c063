package dev.braid.tensor;

import org.bytedeco.pytorch.AbstractTensor;

/** A vector of positions, owned by the innermost {@link Scope} at its making. */
public final class Index {
    private final org.bytedeco.pytorch.Tensor positions;
    private final int length;
    private final long bound;

    private Index(org.bytedeco.pytorch.Tensor positions, int length, long bound) {
        this.positions = positions;
        this.length = length;
        this.bound = bound;
    }

    /**
     * @param positions values of at least 0
     * @throws IllegalArgumentException if one is negative
     */
    public static Index of(int... positions) {
        Scope scope = Scope.current("Index.of");
        long[] wide = new long[positions.length];
        int largest = -1;
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] < 0) {
                throw new IllegalArgumentException("Index.of: position " + i + " is negative: " + positions[i]);
            }
            largest = Math.max(largest, positions[i]);
            wide[i] = positions[i];
        }
        return new Index(scope.own(AbstractTensor.create(wide)), positions.length, largest + 1L);
    }

    /** The number of positions. */
    public int length() {
        return length;
    }

    /** The positions, all smaller than {@code rows}, which is checked because libtorch need not. */
    org.bytedeco.pytorch.Tensor within(String operation, long rows) {
        if (positions.isNull()) {
            throw new IllegalStateException(operation + ": the index was used after its scope had closed");
        }
        if (bound > rows) {
            throw new IllegalArgumentException(
                    operation + ": position " + (bound - 1) + " is outside of a tensor with " + rows + " rows");
        }
        return positions;
    }
}
