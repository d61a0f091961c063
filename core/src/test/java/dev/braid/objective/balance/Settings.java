package dev.braid.objective.balance;

import dev.braid.schema.Feature;
import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Trainings that balancers are made for in tests. */
final class Settings {
    private Settings() {}

    /** T tasks {@code t0, t1, ...}; 4 steps an epoch, learning rate 0.01, seed 3. */
    static BalancerSetting of(int tasks) {
        return of(tasks, 3);
    }

    static BalancerSetting of(int tasks, long seed) {
        Schema schema = new Schema(
                List.of(new Feature.Categorical("x", 2)),
                IntStream.range(0, tasks)
                        .mapToObj(t -> new Task("t" + t, Optional.empty(), 1, false))
                        .toList());
        return new BalancerSetting(schema, 0.01, 4, seed);
    }
}
