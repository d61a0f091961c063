package dev.braid.tensor;

import org.bytedeco.pytorch.global.torch.ScalarType;

/** The number type of a tensor: single precision for training, double precision for tests. */
public enum DType {
    F32(ScalarType.Float, 4),
    F64(ScalarType.Double, 8);

    private final ScalarType scalar;
    private final int bytes;

    DType(ScalarType scalar, int bytes) {
        this.scalar = scalar;
        this.bytes = bytes;
    }

    /** Bytes of one number. */
    public int bytes() {
        return bytes;
    }

    ScalarType scalar() {
        return scalar;
    }
}
