package dev.braid.objective.balance;

import dev.braid.fault.BadInput;
import java.util.Collections;
import java.util.List;

/** Given factors, which may decay: {@code w_t(τ) = w_t γ_t^τ} at step τ from 0 (Tang et al., RecSys 2020, §4.3). */
public final class Fixed implements LossBalancer {
    private final double[] weights;
    private final double[] decay;

    private Fixed(double[] weights, double[] decay) {
        this.weights = weights;
        this.decay = decay;
    }

    /**
     * @throws BadInput if there is not one number for every task
     */
    public static Fixed of(FixedOptions options, BalancerSetting setting) {
        return new Fixed(
                perTask("balance.weights", options.weights(), setting),
                perTask("balance.decay", options.decay(), setting));
    }

    private static double[] perTask(String name, List<Double> given, BalancerSetting setting) {
        List<Double> all = given.isEmpty() ? Collections.nCopies(setting.tasks(), 1.0) : given;
        if (all.size() != setting.tasks()) {
            throw BadInput.of(
                    "%s: %d numbers are given, but the dataset has %d tasks; give one for each of %s, in that order",
                    name, all.size(), setting.tasks(), String.join(", ", setting.taskNames()));
        }
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public double[] factors(long step) {
        double[] factors = weights.clone();
        for (int t = 0; t < factors.length; t++) {
            factors[t] *= Math.pow(decay[t], (double) (step - 1));
        }
        return factors;
    }
}
