package dev.braid.tensor;

import com.google.errorprone.annotations.MustBeClosed;
import org.bytedeco.pytorch.AutoGradMode;

/** While open, operations of this thread record no gradient graph: for evaluation and prediction. */
public final class NoGrad implements AutoCloseable {
    private final AutoGradMode mode;

    private NoGrad(AutoGradMode mode) {
        this.mode = mode;
    }

    /** Stops recording until closed. */
    @MustBeClosed
    public static NoGrad open() {
        Engine.load();
        return new NoGrad(new AutoGradMode(false));
    }

    @Override
    public void close() {
        mode.close();
    }
}
