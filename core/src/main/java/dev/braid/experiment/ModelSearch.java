package dev.braid.experiment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.braid.fault.BadInput;
import dev.braid.fault.Diverged;
import dev.braid.metric.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a search found for one model.
 *
 * @param variant its label
 * @param trials by number
 * @param winner the number of the trial with the best value among those that were trained longest
 */
public record ModelSearch(String variant, List<Trial> trials, int winner) {
    public ModelSearch {
        trials = List.copyOf(trials);
    }

    /** The trial that won. */
    @JsonIgnore
    public Trial best() {
        return trials.get(winner - 1);
    }

    /** Trains a trial. */
    interface Runner {
        /**
         * Trains up to an epoch, going on from where an earlier call stopped.
         *
         * @return the best value on validation
         * @throws BadInput when the training fails, as one that diverges does
         */
        double train(int trial, int epochs);

        /** This trial will not be trained any further. */
        void drop(int trial);
    }

    /**
     * Searches.
     *
     * @param settings of every trial, the first one as given
     * @throws BadInput when the first trial fails otherwise than by diverging
     */
    static ModelSearch run(
            String variant, List<List<String>> settings, List<Rung> rungs, Direction direction, Runner runner) {
        Map<Integer, Trial> trials = new LinkedHashMap<>();
        List<Integer> left = new ArrayList<>();
        for (int number = 1; number <= settings.size(); number++) {
            left.add(number);
        }
        Comparator<Integer> byValue = Comparator.comparing(
                (Integer number) -> trials.get(number).value(),
                (a, b) -> a == null || b == null
                        ? Boolean.compare(a == null, b == null) // a failed trial is the worst
                        : direction.better(a, b) ? -1 : direction.better(b, a) ? 1 : 0);
        for (int r = 0; r < rungs.size(); r++) {
            Rung rung = rungs.get(r);
            for (int number : left) {
                trials.put(number, train(number, settings.get(number - 1), rung.epochs(), runner));
            }
            left.sort(byValue.thenComparing(Comparator.naturalOrder()));
            int kept = r + 1 < rungs.size() ? rungs.get(r + 1).trials() : 1;
            left.subList(kept, left.size()).forEach(runner::drop);
            left = new ArrayList<>(left.subList(0, kept).stream().sorted().toList());
        }
        runner.drop(left.get(0));
        return new ModelSearch(variant, List.copyOf(trials.values()), left.get(0));
    }

    private static Trial train(int number, List<String> settings, int epochs, Runner runner) {
        try {
            return new Trial(number, settings, epochs, runner.train(number, epochs), "");
        } catch (Diverged e) {
            return new Trial(number, settings, epochs, null, e.getMessage());
        } catch (BadInput e) {
            if (number == 1) {
                throw e; // the settings as given should work; what is wrong with them is wrong with all
            }
            return new Trial(number, settings, epochs, null, e.getMessage());
        }
    }
}
