package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.braid.data.Batch;
import dev.braid.data.BatchStream;
import dev.braid.data.PreparedDataset;
import dev.braid.data.ReadOptions;
import dev.braid.data.Split;
import dev.braid.data.prepare.Prepare;
import dev.braid.data.prepare.PrepareListener;
import dev.braid.data.prepare.PrepareOptions;
import dev.braid.data.spec.DatasetSpec;
import dev.braid.fault.BadFormat;
import dev.braid.fault.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A finished run, opened from its directory alone. */
final class RunTest {
    private static final int TRAIN = 1500;
    private static final int OTHERS = 400;

    @TempDir
    static Path shared;

    private static PreparedDataset data;

    @TempDir
    Path folder;

    private Path directory;

    @BeforeAll
    static void train() throws IOException {
        Random random = new Random(1);
        write(shared.resolve("train.csv"), random, TRAIN);
        write(shared.resolve("validation.csv"), random, OTHERS);
        write(shared.resolve("test.csv"), random, OTHERS);
        data = prepare(shared.resolve("dataset"), "minCount: 2");
        training().run(shared.resolve("run")).close();
    }

    private static PreparedDataset prepare(Path out, String city) {
        String spec = """
                name: shop
                files: {train: train.csv, validation: validation.csv, test: test.csv}
                features:
                  city: {type: categorical, %s}
                  price: {type: numeric, scale: standardize}
                  tags: {type: multi, separator: "|", pooling: mean}
                tasks:
                  click: {label: click, user: visitor}
                  buy: {label: buy, space: click}
                """.formatted(city);
        return Prepare.run(
                DatasetSpec.parse(spec, "shop.yaml"),
                shared,
                out,
                new PrepareOptions("", 1, 1 << 18, false),
                PrepareListener.NONE);
    }

    private static Training training() {
        return Training.on(data)
                .set("model.experts=2")
                .set("model.expert.hidden=8")
                .set("embedding.width=4")
                .set("train.batchSize=100")
                .set("train.epochs=2")
                .set("train.threads=1");
    }

    private static void write(Path file, Random random, int rows) throws IOException {
        StringBuilder csv = new StringBuilder("visitor,city,price,tags,click,buy\n");
        for (int i = 0; i < rows; i++) {
            int city = random.nextInt(6);
            int click = random.nextInt(8) < city + 1 ? 1 : 0;
            int buy = click * random.nextInt(2);
            String price = random.nextInt(9) == 0 ? "" : Integer.toString(random.nextInt(50));
            csv.append("v%d,city%d,%s,t%d|t%d,%d,%d%n"
                    .formatted(random.nextInt(20), city, price, random.nextInt(3), random.nextInt(4), click, buy));
        }
        Files.writeString(file, csv);
    }

    @BeforeEach
    void copy() throws IOException {
        directory = folder.resolve("run");
        for (Path file : TinyRuns.all(shared.resolve("run"))) {
            Path to = directory.resolve(shared.resolve("run").relativize(file));
            Files.createDirectories(to.getParent());
            Files.copy(file, to);
        }
    }

    private String refusal() {
        return assertThrows(BadInput.class, () -> Run.open(directory)).getMessage();
    }

    /** The scores of one task in a CSV file of scores. */
    private static List<Double> column(Path scores, String name) throws IOException {
        List<String> lines = Files.readAllLines(scores);
        int at = List.of(lines.get(0).split(",", -1)).indexOf(name);
        return lines.stream()
                .skip(1)
                .map(line -> Double.valueOf(line.split(",", -1)[at]))
                .toList();
    }

    @Test
    void anOpenedRunEvaluatesAsItDidAtTheEndOfItsTraining() {
        try (Run run = Run.open(directory)) {
            assertEquals(run.result().splits().get("test"), run.evaluate(data, Split.TEST));
            assertEquals("mmoe", run.model());
            assertEquals(
                    "click=1",
                    run.result().splits().get("test").tasks().get("buy").space());
        }
    }

    @Test
    void rawRowsAreScoredAsTheSameRowsPrepared() throws IOException {
        Path scores = folder.resolve("scores.csv");
        try (Run run = Run.open(directory)) {
            assertEquals(OTHERS, run.predict(shared.resolve("test.csv"), scores, List.of("city")));
            List<List<Double>> expected = List.of(new ArrayList<>(), new ArrayList<>());
            try (BatchStream batches = data.read(Split.TEST, ReadOptions.inOrder(OTHERS))) {
                for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
                    double[][] p = run.network().predict(batch, run.network().lookup(batch));
                    for (int b = 0; b < batch.rows(); b++) {
                        expected.get(0).add(p[0][b]);
                        expected.get(1).add(p[1][b]);
                    }
                }
            }
            assertEquals(expected.get(0), column(scores, "click"));
            assertEquals(expected.get(1), column(scores, "buy"));
            List<Double> both = new ArrayList<>();
            for (int b = 0; b < OTHERS; b++) {
                both.add(expected.get(0).get(b) * expected.get(1).get(b));
            }
            assertEquals(both, column(scores, "ctcvr:buy"));
        }
    }

    @Test
    void rowsWithUnseenIdsMissingValuesAndWithoutLabelsAreScored() throws IOException {
        Path input = Files.writeString(
                folder.resolve("new.csv"), "id,city,price,tags\n7,Atlantis,,\n8,,12,t9\n9,city1,3,t0|t1\n");
        Path scores = folder.resolve("scores.csv");
        try (Run run = Run.open(directory)) {
            assertEquals(3, run.predict(input, scores, List.of("id")));
            run.predict(input, folder.resolve("scores.parquet"), List.of());
        }
        List<String> lines = Files.readAllLines(scores);
        assertEquals("row,id,click,buy,ctcvr:buy", lines.get(0));
        assertTrue(lines.get(3).startsWith("3,9,"), lines.get(3));
        for (String task : List.of("click", "buy", "ctcvr:buy")) {
            assertTrue(column(scores, task).stream().allMatch(p -> p > 0 && p < 1), lines::toString);
        }
        assertTrue(Files.size(folder.resolve("scores.parquet")) > 0);
    }

    @Test
    void wrongInputLeavesNoScores() throws IOException {
        Path input = Files.writeString(folder.resolve("new.csv"), "id,city\n7,city1\n");
        Path scores = folder.resolve("scores.csv");
        try (Run run = Run.open(directory)) {
            String message = assertThrows(BadInput.class, () -> run.predict(input, scores, List.of()))
                    .getMessage();
            assertTrue(message.contains("price"), message);
            assertThrows(BadInput.class, () -> run.predict(folder.resolve("absent.csv"), scores, List.of()));
        }
        assertFalse(Files.exists(scores));
    }

    @Test
    void anotherDatasetIsRefused() {
        PreparedDataset other = prepare(folder.resolve("other"), "minCount: 1000000");
        try (Run run = Run.open(directory)) {
            String message = assertThrows(BadInput.class, () -> run.evaluate(other, Split.TEST))
                    .getMessage();
            assertTrue(message.contains("not the dataset"), message);
        }
    }

    @Test
    void damagedWeightsAreRefused() throws IOException {
        Path weights = directory.resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
        assertTrue(refusal().contains("checksum differs"), refusal());
        Files.delete(weights);
        assertEquals(weights + ": missing", refusal());
    }

    @Test
    void weightsOfAnotherModelAreRefused() throws IOException {
        try (Run other =
                Training.on(data).model("sharedbottom").set("train.epochs=1").run(folder.resolve("other"))) {
            assertEquals("sharedbottom", other.model());
        }
        Path weights = directory.resolve("model.safetensors");
        Files.delete(weights);
        Files.copy(folder.resolve("other/model.safetensors"), weights);
        assertTrue(refusal().contains("weights of model 'sharedbottom', but this run is of model 'mmoe'"), refusal());
    }

    /** What an older Braid, which did not know an option yet, leaves behind. */
    @Test
    void anOptionThatIsYoungerThanARunHasItsDefaultThere() throws IOException {
        Path record = directory.resolve("run.json");
        ObjectNode json = SealedJson.read(record, RunRecord.FORMAT, RunRecord.VERSION, "run");
        ObjectNode model = (ObjectNode) json.at("/run/options/model");
        assertTrue(model.remove("singleGate").isBoolean());
        Files.write(record, SealedJson.bytes(json));
        Path config = directory.resolve("config.yaml");
        Files.writeString(config, Files.readString(config).replaceAll(" *singleGate: false\n", ""));
        try (Run run = Run.open(directory)) {
            assertEquals("mmoe", run.model());
        }
        training().resume(true).run(directory).close();
        String other = assertThrows(BadInput.class, () -> training()
                        .set("model.singleGate=true")
                        .resume(true)
                        .run(directory))
                .getMessage();
        assertTrue(other.contains("model.singleGate=false (now true)"), other);
    }

    @Test
    void anOptionThatThisBraidDoesNotKnowIsNotForgotten() throws IOException {
        Path record = directory.resolve("run.json");
        ObjectNode json = SealedJson.read(record, RunRecord.FORMAT, RunRecord.VERSION, "run");
        ((ObjectNode) json.at("/run/options/model")).put("younger", 2);
        Files.write(record, SealedJson.bytes(json));
        assertTrue(refusal().contains("other options than run.json"), refusal());
    }

    @Test
    void editedOptionsAreRefused() throws IOException {
        Path config = directory.resolve("config.yaml");
        Files.writeString(config, Files.readString(config).replace("singleGate: false", "singleGate: true"));
        assertTrue(refusal().contains("other options than run.json"), refusal());
    }

    @Test
    void aDamagedOrMissingRecordIsRefused() throws IOException {
        Path record = directory.resolve("run.json");
        Files.writeString(record, Files.readString(record).replace("\"steps\" : 30", "\"steps\" : 31"));
        assertTrue(refusal().contains("damaged or edited"), refusal());
        Files.delete(record);
        assertThrows(BadFormat.class, () -> Run.open(directory));
        directory = folder.resolve("absent");
        assertTrue(refusal().contains("no such run"), refusal());
    }

    @Test
    void aRunThatHasNotEndedIsRefused() {
        directory = folder.resolve("unfinished");
        assertThrows(
                TinyRuns.Death.class,
                () -> training().listen(TinyRuns.dyingAfterStep(16)).run(directory));
        assertTrue(refusal().contains("has not ended"), refusal());
    }
}
