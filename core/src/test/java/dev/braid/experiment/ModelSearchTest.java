package dev.braid.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadInput;
import dev.braid.fault.Diverged;
import dev.braid.metric.Direction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who goes on, and who wins, where results are given. */
final class ModelSearchTest {
    /** Results written down beforehand: by trial, then by epoch. Keeps what was asked. */
    private static final class Scripted implements ModelSearch.Runner {
        private final Map<Integer, Map<Integer, Double>> values = new LinkedHashMap<>();
        private final List<String> asked = new ArrayList<>();
        private final List<Integer> dropped = new ArrayList<>();

        Scripted at(int epochs, double... byTrial) {
            for (int i = 0; i < byTrial.length; i++) {
                values.computeIfAbsent(i + 1, t -> new LinkedHashMap<>()).put(epochs, byTrial[i]);
            }
            return this;
        }

        @Override
        public double train(int trial, int epochs) {
            asked.add(trial + "@" + epochs);
            double value = values.get(trial).get(epochs);
            if (Double.isNaN(value)) {
                throw new Diverged("the model has diverged");
            }
            if (Double.isInfinite(value)) {
                throw new BadInput("an option does not fit the data");
            }
            return value;
        }

        @Override
        public void drop(int trial) {
            dropped.add(trial);
        }
    }

    private static List<List<String>> settings(int trials) {
        return IntStream.rangeClosed(1, trials).mapToObj(t -> List.of("x=" + t)).toList();
    }

    private static ModelSearch search(
            Scripted scripted, SweepMethod method, int trials, int epochs, Direction direction) {
        return ModelSearch.run("m", settings(trials), method.rungs(trials, epochs), direction, scripted);
    }

    @Test
    void halvingTrainsTheBetterHalfForTwiceAsLong() {
        Scripted scripted = new Scripted()
                .at(1, 0.5, 0.9, 0.8, 0.1, 0.7, 0.6) // 2, 3 and 5 stay
                .at(2, 0, 0.91, 0.95, 0, 0.92, 0) // 3 and 5
                .at(4, 0, 0, 0.96, 0, 0.99, 0);
        ModelSearch found = search(scripted, SweepMethod.HALVING, 6, 4, Direction.HIGHER_IS_BETTER);
        assertEquals(
                List.of("1@1", "2@1", "3@1", "4@1", "5@1", "6@1", "2@2", "3@2", "5@2", "3@4", "5@4"), scripted.asked);
        assertEquals(5, found.winner());
        assertEquals(4, found.best().epochs());
        assertEquals(0.99, found.best().value());
        assertEquals(List.of("x=5"), found.best().settings());
        assertEquals(0.91, found.trials().get(1).value(), "what a trial reached before it was left behind");
        assertEquals(2, found.trials().get(1).epochs());
        assertEquals(6, scripted.dropped.size(), "the weights of every trial go in the end");
    }

    @Test
    void lowerIsBetterWhereTheMetricSaysSoAndTheEarlierTrialWinsATie() {
        Scripted scripted = new Scripted().at(3, 0.4, 0.3, 0.3, 0.5);
        assertEquals(
                2,
                search(scripted, SweepMethod.RANDOM, 4, 3, Direction.LOWER_IS_BETTER)
                        .winner());
    }

    @Test
    void aTrialThatFailsIsTheWorstAndTheFirstOneMayOnlyDiverge() {
        Scripted scripted = new Scripted().at(2, 0.4, Double.NaN, 0.3);
        ModelSearch found = search(scripted, SweepMethod.RANDOM, 3, 2, Direction.HIGHER_IS_BETTER);
        assertEquals(1, found.winner());
        assertEquals("the model has diverged", found.trials().get(1).failure());
        Scripted diverged = new Scripted().at(2, Double.NaN, 0.3);
        assertEquals(
                2,
                search(diverged, SweepMethod.RANDOM, 2, 2, Direction.HIGHER_IS_BETTER)
                        .winner());
        Scripted none = new Scripted().at(2, Double.NaN, Double.NaN);
        assertEquals(
                1,
                search(none, SweepMethod.RANDOM, 2, 2, Direction.HIGHER_IS_BETTER)
                        .winner(),
                "the settings as given, whose training will say that it diverges");
        Scripted first = new Scripted().at(2, Double.POSITIVE_INFINITY, 0.3);
        assertThrows(BadInput.class, () -> search(first, SweepMethod.RANDOM, 2, 2, Direction.HIGHER_IS_BETTER));
    }

    @Test
    void stagesFitTheTrialsAndTheEpochs() {
        assertEquals(List.of(new Rung(8, 2), new Rung(4, 5), new Rung(2, 10)), SweepMethod.HALVING.rungs(8, 10));
        assertEquals(List.of(new Rung(5, 1), new Rung(3, 2), new Rung(2, 4)), SweepMethod.HALVING.rungs(5, 4));
        assertEquals(
                List.of(new Rung(16, 1), new Rung(8, 2)), SweepMethod.HALVING.rungs(16, 2), "no rung without an epoch");
        assertEquals(List.of(new Rung(9, 1)), SweepMethod.HALVING.rungs(9, 1));
        assertEquals(List.of(new Rung(2, 7)), SweepMethod.HALVING.rungs(2, 7));
        assertEquals(List.of(new Rung(8, 10)), SweepMethod.RANDOM.rungs(8, 10));
        assertEquals(8 * 2 + 4 * 3 + 2 * 5, SweepMethod.epochs(SweepMethod.HALVING, 8, 10));
        assertEquals(80, SweepMethod.epochs(SweepMethod.RANDOM, 8, 10));
        String unknown =
                assertThrows(BadInput.class, () -> SweepMethod.named("halfing")).getMessage();
        assertTrue(unknown.contains("did you mean 'halving'?"), unknown);
    }
}
