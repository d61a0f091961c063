package dev.braid.nn;

import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.SplittableRandom;

/**
 * Gates that are exactly 0 or 1 with some probability and learn by gradients all the same: the hard concrete distribution
 * (Louizos, Welling, Kingma, ICLR 2018). In training {@code s = σ((ln ν − ln(1−ν) + ln α)/β)} with ν ~ U(0, 1), drawn once
 * for all rows of a batch, and {@code z = min(1, max(0, s(ζ−γ) + γ))}; else {@code z = min(1, max(0, σ(ln α)(ζ−γ) + γ))}.
 * β, γ and ζ are the temperature and the ends of the stretched interval.
 * Parameter {@code logAlpha}, ln α of every gate.
 */
public final class HardConcrete {
    private final HardConcreteOptions options;
    private final Variable logAlpha;

    private HardConcrete(HardConcreteOptions options, Variable logAlpha) {
        this.options = options;
        this.logAlpha = logAlpha;
    }

    /** {@code n} gates. */
    public static HardConcrete of(HardConcreteOptions options, Parameters parameters, int n, Init logAlpha) {
        return new HardConcrete(options, parameters.gate("logAlpha", logAlpha, n));
    }

    /** z {@code [n]}, in [0, 1]. */
    public Tensor forward(Pass pass) {
        Tensor s = pass.training()
                ? logAlpha.add(noise(pass.nextBatchSeed()))
                        .mul(1 / options.temperature())
                        .sigmoid()
                : logAlpha.sigmoid();
        return s.mul(options.high() - options.low()).add(options.low()).clamp(0, 1);
    }

    /** {@code ln ν − ln(1−ν)}, with every ν strictly inside of (0, 1). */
    private Tensor noise(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] noise = new double[Math.toIntExact(logAlpha.size(0))];
        for (int i = 0; i < noise.length; i++) {
            double nu = ((random.nextLong() >>> 11) + 0.5) * 0x1p-53;
            noise[i] = Math.log(nu) - Math.log1p(-nu);
        }
        return Tensors.of(logAlpha.dtype(), noise, noise.length);
    }

    /** How many gates are expected not to be 0 in training, {@code Σ σ(ln α − β ln(−γ/ζ))}: a scalar. */
    public Tensor expectedOpen() {
        double shift = options.temperature() * Math.log(-options.low() / options.high());
        return logAlpha.add(-shift).sigmoid().sum();
    }
}
