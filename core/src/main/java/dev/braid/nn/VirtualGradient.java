package dev.braid.nn;

import dev.braid.options.Doc;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The virtual gradient (DE-PHN §III-C, eqs. 8 and 9): in training, what flows back into a gate of task t is multiplied by
 *
 * <p>{@code c_t = Π_{j≠t} γ_jt}, {@code γ_jt = max(floor, h(s(x_jt, y_jt)))}, {@code y_jt = min(1, |G_t − G_j|)},
 *
 * <p>where x_jt is the absolute correlation of the two tasks' labels and G the gates of one expert and mapping. Forward
 * nothing changes by a single bit, and γ itself is never differentiated. In evaluation there is no trace of it. The
 * eight functions h∘s, of which the paper prints ADD with COS as eq. 9, are derived from its Fig. 4 in models.md §19.
 */
public final class VirtualGradient {
    /** How x and y, each in [0, 1], become s in [0, 2]; γ is small where s is near 1. */
    public enum Family {
        @Doc("s = x + y: small where correlation and difference complement each other")
        ADD {
            @Override
            double meet(double x, double y) {
                return x + y;
            }

            @Override
            Tensor meet(double x, Tensor y) {
                return y.add(x);
            }
        },
        @Doc("s = 2xy: small only where both are large, but not very")
        MUL {
            @Override
            double meet(double x, double y) {
                return 2 * x * y;
            }

            @Override
            Tensor meet(double x, Tensor y) {
                return y.mul(2 * x);
            }
        };

        abstract double meet(double x, double y);

        abstract Tensor meet(double x, Tensor y);
    }

    /** The curve h with h(0) = h(2) = 2, h(1) = 0 and h(s) = h(2 − s). */
    public enum Shape {
        @Doc("2|s-1|")
        ABS {
            @Override
            public double of(double s) {
                return 2 * Math.abs(s - 1);
            }

            @Override
            Tensor of(Tensor s) {
                return s.add(-1).abs().mul(2);
            }
        },
        @Doc("1 + cos(pi s), eq. 9 of the paper")
        COS {
            @Override
            public double of(double s) {
                return 1 + Math.cos(Math.PI * s);
            }

            @Override
            Tensor of(Tensor s) {
                return s.mul(Math.PI).cos().add(1);
            }
        },
        @Doc("2(s-1)^2")
        SQUARE {
            @Override
            public double of(double s) {
                return 2 * (s - 1) * (s - 1);
            }

            @Override
            Tensor of(Tensor s) {
                return s.add(-1).square().mul(2);
            }
        },
        @Doc("2 sqrt|s-1|, which the paper settles on")
        SQRT {
            @Override
            public double of(double s) {
                return 2 * Math.sqrt(Math.abs(s - 1));
            }

            @Override
            Tensor of(Tensor s) {
                return s.add(-1).abs().sqrt().mul(2);
            }
        };

        /** h(s), for s in [0, 2]. */
        public abstract double of(double s);

        abstract Tensor of(Tensor s);
    }

    private final VirtualGradientOptions options;

    /** A virtual gradient, or none if the options disable it. */
    public VirtualGradient(VirtualGradientOptions options) {
        this.options = options;
    }

    /**
     * Gates that are trained values, the same for every sample.
     *
     * @param gates {@code [T, ...]}
     * @return the same numbers
     */
    public Tensor applyToValues(Tensor gates, Pass pass) {
        if (!felt(pass)) {
            return gates;
        }
        int tasks = (int) gates.size(0);
        double[] values = coefficients(labels(pass), gates.toDoubles(), tasks);
        Tensor c = Tensors.of(gates.dtype(), values, gates.shape());
        pass.observe(() -> new Trace.Coefficients("", c.reshape(1, tasks, -1)));
        return gates.gradScale(c);
    }

    /**
     * Gates that are functions of the sample.
     *
     * @param gates {@code [B, T, N]}
     * @return the same numbers
     */
    public Tensor applyToSamples(Tensor gates, Pass pass) {
        if (!felt(pass)) {
            return gates;
        }
        Tensor c = coefficients(labels(pass), gates.stopGradient());
        pass.observe(() -> new Trace.Coefficients("", c));
        return gates.gradScale(c);
    }

    /**
     * γ of one pair of tasks at one gate; symmetric in the tasks.
     *
     * @param x the absolute correlation of their labels
     * @param difference the difference of their gates, of any sign
     */
    public double gamma(double x, double difference) {
        double y = Math.min(1, Math.abs(difference));
        return Math.max(options.floor(), options.shape().of(options.family().meet(x, y)));
    }

    /**
     * The coefficients c of trained gates.
     *
     * @param x {@code [T][T]}, absolute correlations
     * @param gates T blocks of equal length
     * @return as {@code gates}
     */
    public double[] coefficients(double[][] x, double[] gates, int tasks) {
        int block = gates.length / tasks;
        double[] c = new double[gates.length];
        Arrays.fill(c, 1);
        for (int t = 0; t < tasks; t++) {
            for (int j = 0; j < tasks; j++) {
                for (int i = 0; j != t && i < block; i++) {
                    c[t * block + i] *= gamma(x[j][t], gates[t * block + i] - gates[j * block + i]);
                }
            }
        }
        return c;
    }

    /**
     * The coefficients c of gates per sample.
     *
     * @param x {@code [T][T]}, absolute correlations
     * @param gates {@code [B, T, N]}, outside of the gradient graph
     * @return {@code [B, T, N]}
     */
    public Tensor coefficients(double[][] x, Tensor gates) {
        int tasks = (int) gates.size(1);
        Tensor one = Tensors.zeros(gates.dtype(), gates.size(0), gates.size(2)).add(1);
        List<Tensor> c = new ArrayList<>();
        for (int t = 0; t < tasks; t++) {
            Tensor product = one;
            for (int j = 0; j < tasks; j++) {
                if (j != t) {
                    product = product.mul(gamma(x[j][t], gates.select(1, t).sub(gates.select(1, j))));
                }
            }
            c.add(product);
        }
        return Tensors.stack(1, c);
    }

    /** Whether anything is scaled in this pass; says which function it would be. */
    private boolean felt(Pass pass) {
        if (options.enabled()) {
            pass.observe(() -> new Trace.Feedback("", options));
        }
        return options.enabled() && pass.training();
    }

    private Tensor gamma(double x, Tensor difference) {
        Tensor y = difference.abs().clamp(0, 1);
        return options.shape().of(options.family().meet(x, y)).clamp(options.floor(), 2);
    }

    private double[][] labels(Pass pass) {
        return pass.correlation().between(options.measure(), options.scope());
    }
}
