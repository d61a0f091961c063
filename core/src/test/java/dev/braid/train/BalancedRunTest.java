package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.braid.catalogue.BalancerEntry;
import dev.braid.catalogue.Balancers;
import dev.braid.catalogue.Models;
import dev.braid.data.BatchStream;
import dev.braid.data.ReadOptions;
import dev.braid.data.Split;
import dev.braid.fault.BadInput;
import dev.braid.nn.TaskCorrelation;
import dev.braid.options.OptionCatalogue;
import dev.braid.options.OptionReader;
import dev.braid.options.OptionTree;
import dev.braid.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs under balancers: their options, what they leave behind, and how they are taken up again. */
final class BalancedRunTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Map<String, String> equal;

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    @BeforeAll
    static void trainWithoutBalancing() {
        equal = TinyRuns.filesOf(TinyRuns.training(), shared.resolve("equal"));
    }

    static Stream<String> balancers() {
        return Balancers.ALL.stream().map(BalancerEntry::name);
    }

    private static Training training(String written) {
        String[] words = written.split(" ", -1);
        Training training = TinyRuns.training().set("train.balance=" + words[0]);
        for (int i = 1; i < words.length; i++) {
            training.set("balance." + words[i]);
        }
        return training;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fixed decay=0.9,1",
                "uncertainty rate=10",
                "gradnorm optimizer=adam start=average",
                "pcgrad embeddings=true compare=tensor",
                "mgda",
                "mgda compare=representation",
                "dwa",
                "dwa everySteps=4"
            })
    void aRunThatWasBrokenOffEndsWithTheSameBits(String written) {
        Map<String, String> whole = TinyRuns.filesOf(training(written), folder.resolve("whole"));
        Path run = folder.resolve("run");
        assertThrows(TinyRuns.Death.class, () -> training(written)
                .set("train.checkpointEverySteps=5")
                .listen(TinyRuns.dyingAfterStep(18))
                .run(run));
        Map<String, String> resumed = TinyRuns.filesOf(training(written).resume(true), run);
        resumed.put("config.yaml", whole.get("config.yaml"));
        assertEquals(whole, resumed);
        String end = "checkpoints/step-00000021/checkpoint.safetensors";
        assertFalse(equal.get(end).equals(whole.get(end)), "it had no effect");
    }

    @ParameterizedTest
    @MethodSource("balancers")
    void theOptionsFileReadsBackAsTheOptionsInUse(String name) throws IOException {
        RunOptions options = training(name).options();
        BalancerEntry<?> entry = Balancers.named(name);
        assertEquals(
                OptionCatalogue.of("balance", entry.defaults()).size(),
                options.tree().get("balance").size());
        for (var option : OptionCatalogue.of("balance", entry.defaults())) {
            assertTrue(options.table().contains("  " + option.name() + " "), options.table());
        }
        Path yaml = Files.writeString(folder.resolve("config.yaml"), OptionTree.yaml(options.tree()));
        RunOptions again = RunOptions.read(OptionReader.of(yaml, List.of()), Models.named("mmoe"));
        assertEquals(options, again);
    }

    @Test
    void factorsAreInTheMetricsAndTheLossesAreAsTheyWere() throws IOException {
        Path run = folder.resolve("run");
        training("fixed weights=3,0.25 decay=1,0.5").run(run).close();
        List<JsonNode> balanced = lines(run);
        assertEquals(3, balanced.get(0).get("weights").get("click").asDouble());
        assertEquals(0.25 * 0.25, balanced.get(0).get("weights").get("buy").asDouble(), "of step 3");
        JsonNode first = lines(shared.resolve("equal")).get(0);
        assertFalse(first.has("weights"));
        double before = first.get("loss").get("click").asDouble();
        assertEquals(before, balanced.get(0).get("loss").get("click").asDouble(), 0.05 * before);
    }

    private static List<JsonNode> lines(Path run) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gradnrom             | balance: no balancer is named 'gradnrom'; did you mean 'gradnorm'?",
                "equal alpha=1        | there is no option 'balance.alpha'; 'balance' has no options with these settings",
                "gradnorm aplha=1     | there is no option 'balance.aplha'; did you mean 'balance.alpha'?",
                "pcgrad rate=1        | there is no option 'balance.rate'",
                "gradnorm alpha=-1    | balance.alpha must be a number of at least 0",
                "gradnorm alpha=0 start=ln2 | balance.start has no effect with alpha=0",
                "uncertainty rate=0   | balance.rate must be a positive number",
                "dwa temperature=0    | balance.temperature must be a positive number",
                "fixed decay=2        | balance.decay must be numbers in (0, 1]",
                "mgda normalize=l3    | 'l3' is no choice here; did you mean 'l2'?",
            })
    void wrongOptionsAreRefused(String written, String message) {
        String found =
                assertThrows(BadInput.class, () -> training(written).options()).getMessage();
        assertTrue(found.contains(message), found);
    }

    private String refusal(Training training) {
        Path run = folder.resolve("refused");
        String message = assertThrows(BadInput.class, () -> training.run(run)).getMessage();
        assertEquals(1, message.lines().count(), message);
        assertFalse(Files.exists(run), "something was left behind");
        return message;
    }

    @ParameterizedTest
    @ValueSource(strings = {"gradnorm", "pcgrad", "mgda", "pcgrad balance.embeddings=true"})
    void copiesOfASingleTaskModelShareNothing(String written) {
        Training training = Training.on(TinyRuns.DATA).model("dnn").set("train.threads=1");
        String[] words = written.split(" ", -1);
        training.set("train.balance=" + words[0]);
        if (words.length > 1) {
            training.set(words[1]);
        }
        String message = refusal(training);
        assertTrue(
                message.startsWith("train.balance=" + words[0] + ": model 'dnn' trains an independent copy"), message);
    }

    @Test
    void lossesOfIndependentCopiesMayBeBalanced() {
        Training.on(TinyRuns.DATA)
                .model("dnn")
                .set("train.balance=uncertainty")
                .set("train.epochs=1")
                .set("train.threads=1")
                .run(folder.resolve("run"))
                .close();
        assertTrue(Files.exists(folder.resolve("run/model.safetensors")));
    }

    @Test
    void tasksThatShareEmbeddingsAloneNeedTheEmbeddingsOption() {
        String message = refusal(softSharing("train.balance=pcgrad"));
        assertTrue(message.contains("share no dense weights") && message.contains("balance.embeddings=true"), message);
        assertTrue(refusal(softSharing("train.balance=gradnorm")).contains("share no dense weights"));
        softSharing("train.balance=pcgrad", "balance.embeddings=true", "train.epochs=1")
                .run(folder.resolve("run"))
                .close();
        assertTrue(Files.exists(folder.resolve("run/model.safetensors")));
    }

    @Test
    void tasksWithEmbeddingsOfTheirOwnShareNothing() {
        String message =
                refusal(softSharing("model.ownEmbeddings=true", "train.balance=mgda", "balance.embeddings=true"));
        assertTrue(message.contains("share no weights to balance") && !message.contains("balance.embeddings"), message);
    }

    private static Training softSharing(String... settings) {
        return Training.on(TinyRuns.DATA)
                .model("softsharing")
                .set("train.threads=1")
                .set(List.of(settings));
    }

    @Test
    void aModelThatMarksNoRepresentationIsRefusedThere() {
        String message = refusal(Training.on(TinyRuns.DATA)
                .model("crossstitch")
                .set("train.threads=1")
                .set("train.balance=mgda")
                .set("balance.compare=representation"));
        assertTrue(
                message.startsWith("balance.compare=representation: model 'crossstitch' marks no representation"),
                message);
    }

    private static Training inTurns(String balance) {
        return Training.on(TinyRuns.DATA)
                .model("mtl-dr")
                .set("model.backbone=shared-bottom")
                .set("model.bottom.hidden=8")
                .set("model.tower.hidden=4")
                .set("objective.imputation.alternate=true")
                .set("train.epochs=1")
                .set("train.threads=1")
                .set("train.balance=" + balance);
    }

    /** In every other step the conversion's loss is that of its imputation. */
    @ParameterizedTest
    @ValueSource(strings = {"gradnorm", "dwa", "uncertainty"})
    void whatLearnsFromLossesIsRefusedWhereTheyMeanDifferentThingsInTurns(String balance) {
        String message = refusal(inTurns(balance));
        assertTrue(
                message.startsWith("train.balance=" + balance + ": ")
                        && message.contains("objective.imputation.alternate=true"),
                message);
    }

    @Test
    void whatLearnsNothingMayBalanceLossesInTurns() {
        inTurns("mgda").run(folder.resolve("run")).close();
        assertTrue(Files.exists(folder.resolve("run/model.safetensors")));
    }

    /** The tiny data with their first task alone. */
    private record OneTask(TinyData data) implements TrainingData {
        @Override
        public String name() {
            return data.name();
        }

        @Override
        public Schema schema() {
            return new Schema(
                    TinyData.SCHEMA.features(), TinyData.SCHEMA.tasks().subList(0, 1));
        }

        @Override
        public String contentHash() {
            return data.contentHash();
        }

        @Override
        public long rows(Split split) {
            return data.rows(split);
        }

        @Override
        public BatchStream read(Split split, ReadOptions options) {
            return data.read(split, options);
        }

        @Override
        public Map<TaskCorrelation.Measure, double[][]> labelCorrelations() {
            return data.labelCorrelations();
        }

        @Override
        public Path place() {
            return data.place();
        }

        @Override
        public void copyTransformation(Path directory) {
            data.copyTransformation(directory);
        }
    }

    @ParameterizedTest
    @MethodSource("balancers")
    void oneTaskIsNotBalanced(String name) {
        Training training = Training.on(new OneTask(TinyRuns.DATA))
                .model("mmoe")
                .set("train.threads=1")
                .set("train.epochs=1")
                .set("train.balance=" + name);
        if (name.equals("equal")) {
            training.run(folder.resolve("run")).close();
            assertTrue(Files.exists(folder.resolve("run/model.safetensors")));
        } else {
            String message = refusal(training);
            assertTrue(message.contains("the dataset has one task, 'click'"), message);
        }
    }
}
