package dev.braid.data.simulate;

import java.util.SplittableRandom;

/** Draws rows of the two tasks one after another; the arrays are reused. */
final class MmoeRows {
    private final MmoeTasks tasks;
    private final double noise;
    private final SplittableRandom random;

    final double[] x;
    /** Both labels without noise. */
    final double[] mean = new double[2];
    /** Both labels. */
    final double[] y = new double[2];

    MmoeRows(MmoeSyntheticOptions options, MmoeTasks tasks, String purpose) {
        this.tasks = tasks;
        this.noise = options.noise();
        this.random = RandomSource.of(options.seed(), purpose);
        this.x = new double[options.dimension()];
    }

    void next() {
        for (int i = 0; i < x.length; i++) {
            // what the file will tell, so that labels follow the very inputs that models see
            x[i] = Math.rint(random.nextGaussian() * MmoeSynthetic.UNIT) / MmoeSynthetic.UNIT;
        }
        mean[0] = tasks.first(x);
        mean[1] = tasks.second(x);
        y[0] = mean[0] + noise * random.nextGaussian();
        y[1] = mean[1] + noise * random.nextGaussian();
    }
}
