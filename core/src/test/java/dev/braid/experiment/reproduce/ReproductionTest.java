package dev.braid.experiment.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.data.PreparedDataset;
import dev.braid.fault.BadInput;
import dev.braid.metric.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runner, on a result of its own with two datasets of one simulated source. */
final class ReproductionTest {
    private static final Simulation SMALL = new Simulation(400, 3, Map.of());

    @TempDir
    Path folder;

    /** Hears what is really done. */
    private static final class Told implements ReproductionListener {
        final List<String> lines = new ArrayList<>();

        @Override
        public LongConsumer onSimulating(String source, long rows) {
            lines.add("simulate " + source);
            return written -> {};
        }

        @Override
        public void onPrepared(PaperDataset dataset, Origin.Made made) {
            lines.add("prepared " + dataset.name());
        }
    }

    private static PaperDataset dataset(String name, String... options) {
        List<PaperColumn> columns = List.of(
                PaperColumn.printed("logloss", "click", Metric.LOGLOSS, 1),
                PaperColumn.added("AUC", "click", Metric.AUC, 100));
        return new PaperDataset(
                name,
                name,
                SourceOrigin.of("criteo", options),
                "",
                columns,
                PaperNumbers.of(1, "Deep 0.45\nWide and deep 0.46"));
    }

    private static PaperResult result() {
        Protocol tiny = Protocol.of(1, "train.epochs=1", "train.batchSize=64", "embedding.width=2");
        return new PaperResult(
                "test-table",
                "A table",
                "A paper",
                "",
                List.of(dataset("one", "minCount=1"), dataset("two", "minCount=5")),
                List.of(
                        PaperVariant.of("Deep", "dnn", "dnn", "model.mlp.hidden=4"),
                        PaperVariant.of("Wide and deep", "wd", "widedeep", "model.mlp.hidden=4")),
                Map.of(Preset.PAPER, tiny, Preset.QUICK, tiny),
                List.of("Nothing."));
    }

    private Path place() {
        return folder.resolve("out");
    }

    private Reproduced run(Simulation simulation, ReproductionListener listener) {
        return Reproduction.simulated(result(), simulation).listen(listener).run(place());
    }

    @Test
    void datasetsOfOneSourceAreSimulatedOnceAndSayThatTheyAreAndStay() throws IOException {
        Told told = new Told();
        Reproduced reproduced = run(SMALL, told);
        assertTrue(
                reproduced.datasets().stream().allMatch(d -> d.orders().isEmpty()),
                "an order on simulated data has nothing to agree with");
        assertEquals(List.of("simulate criteo", "prepared one", "prepared two"), told.lines);
        assertTrue(reproduced.simulated());
        assertEquals(SMALL, reproduced.simulation());
        assertTrue(reproduced.provenance().contains("SIMULATED")
                && reproduced.provenance().contains("400 rows"));
        for (ReproducedDataset dataset : reproduced.datasets()) {
            PreparedDataset prepared =
                    PreparedDataset.open(place().resolve(dataset.name()).resolve("dataset"));
            assertEquals(dataset.name() + "-simulated", prepared.description().name());
            assertEquals(dataset.name() + "-simulated", dataset.comparison().dataset());
            assertEquals(
                    400,
                    dataset.splits().stream()
                            .mapToLong(ReproducedDataset.SplitSize::rows)
                            .sum());
        }
        ReproducedCell logloss =
                reproduced.datasets().get(1).rows().get(1).cells().get(0);
        assertEquals(0.46, logloss.paper());
        assertEquals(1, logloss.braid().runs());
        Double auc = reproduced
                .datasets()
                .get(0)
                .rows()
                .get(0)
                .cells()
                .get(1)
                .braid()
                .mean();
        assertTrue(auc != null && auc > 1 && auc < 100, "AUC times 100: " + auc);
        assertTrue(reproduced.datasets().get(0).simulation().containsAll(List.of("rows=400", "seed=3")));
        assertEquals(List.of("minCount=5"), reproduced.datasets().get(1).options());
        assertWhatIsThereStays(reproduced);
        assertOtherRowsAreNotMixedWithThese();
    }

    private void assertWhatIsThereStays(Reproduced first) throws IOException {
        Told told = new Told();
        try (Stream<Path> tree = Files.walk(place().resolve("two/dataset"))) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        assertEquals(first, run(SMALL, told));
        assertEquals(
                List.of("prepared two"), told.lines, "what was lost comes back the same, and so its runs are kept");
    }

    private void assertOtherRowsAreNotMixedWithThese() {
        BadInput refused =
                assertThrows(BadInput.class, () -> run(new Simulation(500, 3, Map.of()), ReproductionListener.NONE));
        String said = String.valueOf(refused.getMessage());
        assertTrue(said.contains("holds test-table of 400 simulated rows, seed 3, not test-table of 500"), said);
    }

    @Test
    void mistakesAreFoundBeforeAnythingIsSimulated() {
        Simulation wrong = new Simulation(400, 3, Map.of("criteo", List.of("clickRat=0.5")));
        String said = String.valueOf(assertThrows(BadInput.class, () -> run(wrong, ReproductionListener.NONE))
                .getMessage());
        assertTrue(said.contains("did you mean 'clickRate'?"), said);
        Reproduction option = Reproduction.simulated(result(), SMALL).set(List.of("wd:model.crossBucket=1"));
        assertTrue(String.valueOf(
                        assertThrows(BadInput.class, () -> option.run(place())).getMessage())
                .startsWith("variant wd: "));
        assertFalse(Files.exists(place()));
    }
}
