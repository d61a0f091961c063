package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.data.PreparedDataset;
import dev.braid.data.SharedData;
import dev.braid.data.Split;
import dev.braid.data.prepare.Prepare;
import dev.braid.data.prepare.PrepareListener;
import dev.braid.data.prepare.PrepareOptions;
import dev.braid.data.source.SourcePrepare;
import dev.braid.data.source.Sources;
import dev.braid.data.spec.DatasetSpec;
import dev.braid.metric.SplitEvaluation;
import dev.braid.metric.TaskEvaluation;
import dev.braid.options.OptionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From real files of public datasets, in the layouts in which others pass them on, to scored rows. */
final class RealSamplesTest {
    private static final PrepareOptions OPTIONS = new PrepareOptions("500MB", 1, 1 << 18, false);

    @TempDir
    Path folder;

    /**
     * One layout.
     *
     * @param data the directory of the shared data
     * @param recipe makes a dataset of it
     * @param rows of the dataset, over all splits
     * @param positives per task, over all splits
     * @param input the file to score, in that directory
     * @param scored its rows
     */
    record Sample(
            String name,
            String data,
            Recipe recipe,
            String model,
            long rows,
            Map<String, Long> positives,
            String input,
            long scored) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Makes a dataset. */
    @FunctionalInterface
    interface Recipe {
        PreparedDataset prepare(Path raw, Path scratch) throws IOException;
    }

    static Stream<Sample> samples() {
        return Stream.of(
                new Sample(
                        "AliExpress, FuxiCTR",
                        "aliexpress_sample",
                        source(
                                "aliexpress",
                                "layout=mtreclib",
                                Map.of(
                                        "fuxictr_tiny_mtl_train.csv",
                                        "train.csv",
                                        "fuxictr_tiny_mtl_test.csv",
                                        "test.csv")),
                        "mmoe",
                        2000,
                        Map.of("click", 29L + 43, "conversion", 10L + 10),
                        "fuxictr_tiny_mtl_test.csv",
                        1000),
                new Sample(
                        "AliExpress, torch-rechub",
                        "aliexpress_sample",
                        spec(() -> resource("aliexpress-rechub")),
                        "mmoe",
                        120,
                        Map.of("click", 60L + 10, "conversion", 2L + 2),
                        "rechub_aliexpress_test_sample.csv",
                        20),
                new Sample(
                        "Ali-CCP, torch-rechub",
                        "aliccp_sample",
                        spec(() -> SharedData.repository().resolve("examples/ali-ccp-rechub.yaml")),
                        "mmoe",
                        200,
                        Map.of("click", 7L + 3 + 2, "purchase", 1L + 1 + 1),
                        "rechub_ali_ccp_test_sample.csv",
                        50),
                new Sample(
                        "Ali-CCP, AITM",
                        "aliccp_sample",
                        spec(() -> resource("ali-ccp-aitm")),
                        "mmoe",
                        48,
                        Map.of("click", 3L, "purchase", 3L),
                        "paddlerec_aitm_train.csv",
                        48),
                new Sample(
                        "Criteo, DeepCTR",
                        "criteo_sample",
                        spec(() -> resource("criteo-deepctr")),
                        "dnn",
                        200,
                        Map.of("click", 49L),
                        "deepctr_criteo_sample.txt",
                        200),
                new Sample(
                        "Criteo, as published but cut",
                        "criteo_sample",
                        source("criteo", "padShortRows=true", Map.of("jqsl2012_train.txt", "train.txt")),
                        "dnn",
                        1000,
                        Map.of("click", 205L),
                        "jqsl2012_train.txt",
                        1000),
                new Sample(
                        "Criteo, ycjuan",
                        "criteo_sample",
                        spec(() -> resource("criteo-ycjuan")),
                        "dnn",
                        1999,
                        Map.of("click", 418L),
                        "ycjuan_test.tiny.csv",
                        1999));
    }

    /** With the adapter of a public dataset, over files that get the names it knows. */
    private static Recipe source(String name, String set, Map<String, String> names) {
        return (raw, scratch) -> {
            for (Map.Entry<String, String> named : names.entrySet()) {
                Files.copy(raw.resolve(named.getKey()), scratch.resolve(named.getValue()));
            }
            return SourcePrepare.run(
                            Sources.named(name).open(OptionReader.of(List.of(set)), scratch),
                            scratch.resolve("dataset"),
                            0,
                            OPTIONS,
                            PrepareListener.NONE)
                    .dataset();
        };
    }

    /** With a spec. */
    private static Recipe spec(Supplier<Path> yaml) {
        return (raw, scratch) -> Prepare.run(
                DatasetSpec.read(yaml.get()), raw, scratch.resolve("dataset"), OPTIONS, PrepareListener.NONE);
    }

    private static Path resource(String name) {
        return SharedData.repository().resolve("core/src/test/resources/samples/" + name + ".yaml");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void realFilesBecomeADatasetAModelAndScores(Sample sample) throws IOException {
        Path raw = SharedData.directory(sample.data());
        PreparedDataset dataset = sample.recipe().prepare(raw, folder);
        requireCounts(sample, dataset);
        trainAndScore(dataset, sample.model(), raw.resolve(sample.input()), sample.scored());
    }

    private static void requireCounts(Sample sample, PreparedDataset dataset) {
        assertEquals(
                sample.rows(),
                Stream.of(Split.values()).mapToLong(dataset::rows).sum());
        sample.positives()
                .forEach((task, positives) -> assertEquals(
                        positives.longValue(),
                        Stream.of(Split.values())
                                .mapToLong(split -> dataset.task(split, task).positives())
                                .sum(),
                        task));
    }

    private void trainAndScore(PreparedDataset dataset, String model, Path input, long scored) throws IOException {
        Training training = Training.on(dataset)
                .model(model)
                .set("embedding.width=4")
                .set("train.batchSize=64")
                .set("train.epochs=1")
                .set("train.threads=1");
        Training tiny = model.equals("mmoe")
                ? training.set("model.experts=2").set("model.expert.hidden=8").set("model.tower.hidden=4")
                : training.set("model.mlp.hidden=8");
        Path scores = folder.resolve("scores.csv");
        try (Run run = tiny.run(folder.resolve("run"))) {
            for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
                SplitEvaluation found = run.evaluate(dataset, split);
                assertEquals(dataset.rows(split), found.rows());
                found.tasks().forEach(RealSamplesTest::requireFinite);
            }
            assertEquals(scored, run.predict(input, scores, List.of()));
        }
        List<String> lines = Files.readAllLines(scores);
        assertEquals(scored + 1, lines.size());
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            for (int i = 1; i < fields.length; i++) {
                double p = Double.parseDouble(fields[i]);
                assertTrue(p > 0 && p < 1, line);
            }
        }
    }

    private static void requireFinite(String task, TaskEvaluation found) {
        if (found.rows() > 0) {
            assertTrue(found.logloss() != null && Double.isFinite(found.logloss()), () -> task + ": " + found);
        }
        if (found.positives() > 0 && found.positives() < found.rows()) {
            assertTrue(found.auc() != null && Double.isFinite(found.auc()), () -> task + ": " + found);
        }
    }

    @Test
    void theAliCcpExampleReadsFilesMadeByHand() throws IOException {
        String ids =
                "101,121,122,124,125,126,127,128,129,205,206,207,210,216,508,509,702,853,301,109_14,110_14,127_14,150_14";
        String header = "click,purchase," + ids + ",D109_14,D110_14,D127_14,D150_14,D508,D509,D702,D853\n";
        for (String split : List.of("train", "val", "test")) {
            StringBuilder csv = new StringBuilder(header);
            for (int i = 0; i < 24; i++) {
                csv.append(i % 3 == 0 ? 1 : 0).append(',').append(i % 6 == 0 ? 1 : 0);
                csv.append(("," + i % 5).repeat(23))
                        .append((",0." + i).repeat(8))
                        .append('\n');
            }
            Files.writeString(folder.resolve("ali_ccp_" + split + ".csv"), csv);
        }
        PreparedDataset dataset = Prepare.run(
                DatasetSpec.read(SharedData.repository().resolve("examples/ali-ccp-rechub.yaml")),
                folder,
                folder.resolve("dataset"),
                OPTIONS,
                PrepareListener.NONE);
        assertEquals(31, dataset.schema().features().size());
        assertEquals(8, dataset.task(Split.TEST, "purchase").rows());
        assertEquals(4, dataset.task(Split.TEST, "purchase").positives());
        trainAndScore(dataset, "mmoe", folder.resolve("ali_ccp_test.csv"), 24);
    }
}
