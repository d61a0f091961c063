package dev.braid.nn;

import dev.braid.options.Doc;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Explicit mapping for function decomposition (DE-PHN §III-B): every coordinate of every expert's output goes through
 * each of P functions, the raw mapping RM and the trigonometric mappings TM of the paper, optionally powers.
 *
 * <p>Parameter, with trainable frequency: {@code frequency [K]}, ω_k of sin(ω_k a) and cos(ω_k a), initially 1, not
 * regularised.
 */
public final class ExplicitMapping {
    /** One function. */
    public enum Function {
        @Doc("a itself: the trend (RM)")
        IDENTITY {
            @Override
            Tensor of(Tensor a) {
                return a;
            }
        },
        @Doc("sin a: a period (TM)")
        SIN {
            @Override
            Tensor of(Tensor a) {
                return a.sin();
            }
        },
        @Doc("cos a: a period (TM)")
        COS {
            @Override
            Tensor of(Tensor a) {
                return a.cos();
            }
        },
        @Doc("a squared, unbounded")
        SQUARE {
            @Override
            Tensor of(Tensor a) {
                return a.square();
            }
        },
        @Doc("a cubed, unbounded")
        CUBE {
            @Override
            Tensor of(Tensor a) {
                return a.power(3);
            }
        };

        abstract Tensor of(Tensor a);

        /** Whether a frequency means something to it. */
        public boolean periodic() {
            return this == SIN || this == COS;
        }
    }

    private final List<Function> functions;
    private final @Nullable Variable frequency;

    private ExplicitMapping(Parameters parameters, int experts, List<Function> functions, boolean trainableFrequency) {
        this.functions = List.copyOf(functions);
        this.frequency = trainableFrequency ? parameters.gate("frequency", Init.constant(1), experts) : null;
    }

    /**
     * The mapping of K = {@code experts} experts.
     *
     * @param functions the P functions, at least one
     * @param trainableFrequency whether ω_k is trained instead of being 1
     */
    public static ExplicitMapping of(
            Parameters parameters, int experts, List<Function> functions, boolean trainableFrequency) {
        return new ExplicitMapping(parameters, experts, functions, trainableFrequency);
    }

    /**
     * @param experts {@code [K, B, u]}
     * @return {@code [K·P, B, u]}; f_p of expert k is slice k·P + p
     */
    public Tensor forward(Tensor experts) {
        Tensor phase = frequency == null ? experts : experts.mul(frequency.reshape(-1, 1, 1));
        List<Tensor> mapped = functions.stream()
                .map(f -> f.of(f.periodic() ? phase : experts))
                .toList();
        if (mapped.size() == 1) {
            return mapped.get(0);
        }
        return Tensors.stack(1, mapped).reshape(experts.size(0) * mapped.size(), experts.size(1), experts.size(2));
    }
}
