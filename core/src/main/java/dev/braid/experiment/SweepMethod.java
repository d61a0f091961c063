package dev.braid.experiment;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.braid.fault.BadInput;
import dev.braid.fault.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a search spends its epochs. */
public enum SweepMethod {
    /** Every trial is trained for all epochs. */
    RANDOM {
        @Override
        List<Rung> rungs(int trials, int epochs) {
            return List.of(new Rung(trials, epochs));
        }
    },
    /**
     * Successive halving (Jamieson and Talwalkar, AISTATS 2016): all trials are trained for a few epochs, the better half of
     * them for twice as many, and so on, until two are left, which are trained for all epochs.
     */
    HALVING {
        @Override
        List<Rung> rungs(int trials, int epochs) {
            List<Integer> left = new ArrayList<>(List.of(trials));
            for (int n = trials; n > 2 && epochs >> left.size() >= 1; ) {
                n = (n + 1) / 2;
                left.add(n);
            }
            List<Rung> rungs = new ArrayList<>();
            for (int r = 0; r < left.size(); r++) {
                rungs.add(new Rung(left.get(r), epochs >> (left.size() - 1 - r)));
            }
            return rungs;
        }
    };

    /** The name on the command line and in JSON. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The method of a name.
     *
     * @throws BadInput when there is none
     */
    public static SweepMethod named(String label) {
        return Arrays.stream(values())
                .filter(method -> method.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new BadInput("--method: no method is named '" + label + "'; "
                        + NearestName.suggestion(
                                label,
                                Arrays.stream(values()).map(SweepMethod::label).toList())));
    }

    /**
     * The stages of a search.
     *
     * @param trials at least 1
     * @param epochs of a whole training, at least 1
     */
    abstract List<Rung> rungs(int trials, int epochs);

    /** How many epochs a search trains in all, the same for every model. */
    public static int epochs(SweepMethod method, int trials, int epochs) {
        int sum = 0;
        int before = 0;
        for (Rung rung : method.rungs(trials, epochs)) {
            sum += rung.trials() * (rung.epochs() - before);
            before = rung.epochs();
        }
        return sum;
    }
}
