package dev.braid.nn;

import dev.braid.options.Doc;
import dev.braid.tensor.Tensor;

/** What a hidden layer does to each of its numbers. */
public enum Activation {
    @Doc("max(x, 0)")
    RELU {
        @Override
        public Tensor of(Tensor x) {
            return x.relu();
        }
    },
    @Doc("hyperbolic tangent")
    TANH {
        @Override
        public Tensor of(Tensor x) {
            return x.tanh();
        }
    },
    @Doc("1 / (1 + e^-x)")
    SIGMOID {
        @Override
        public Tensor of(Tensor x) {
            return x.sigmoid();
        }
    },
    @Doc("ln(1 + e^x)")
    SOFTPLUS {
        @Override
        public Tensor of(Tensor x) {
            return x.softplus();
        }
    },
    @Doc("x, which leaves the layers linear")
    IDENTITY {
        @Override
        public Tensor of(Tensor x) {
            return x;
        }
    };

    /** The activation of every element. */
    public abstract Tensor of(Tensor x);
}
