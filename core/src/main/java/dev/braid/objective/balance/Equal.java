package dev.braid.objective.balance;

import java.util.Arrays;

/** No balancing: {@code w_t = 1}. */
public final class Equal implements LossBalancer {
    private final double[] ones;

    private Equal(int tasks) {
        ones = new double[tasks];
        Arrays.fill(ones, 1);
    }

    public static Equal of(EqualOptions options, BalancerSetting setting) {
        return new Equal(setting.tasks());
    }

    @Override
    public double[] factors(long step) {
        return ones.clone();
    }
}
