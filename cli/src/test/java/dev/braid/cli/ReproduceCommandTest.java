package dev.braid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.braid.experiment.Variant;
import dev.braid.experiment.VariantSettings;
import dev.braid.experiment.reproduce.PaperResult;
import dev.braid.experiment.reproduce.PaperResults;
import dev.braid.report.page.Chromium;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of the papers from the command line. */
final class ReproduceCommandTest {
    private static final List<String> SMALL = List.of(
            "--preset",
            "quick",
            "--seeds",
            "1",
            "--models",
            "dnn,mmoe",
            "--set",
            "train.epochs=1",
            "--set",
            "train.batchSize=64",
            "--set",
            "embedding.width=2",
            "--set",
            "dnn:model.mlp.hidden=4",
            "--set",
            "mmoe:model.expert.hidden=4");

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    @BeforeAll
    static void writeFiles() throws IOException {
        TinyAliCcp.write(shared.resolve("raw/ali-ccp"));
    }

    private String reproduce(int code, List<String> small, String... arguments) {
        List<String> all = new ArrayList<>(List.of("reproduce"));
        all.addAll(Arrays.asList(arguments));
        all.addAll(small);
        StringWriter err = new StringWriter();
        int found = Main.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
        assertEquals(code, found, err::toString);
        return err.toString();
    }

    private String refused(String... arguments) {
        String said = reproduce(2, List.of(), arguments);
        assertEquals(1, said.lines().count(), said);
        return said;
    }

    private Path place() {
        return folder.resolve("table");
    }

    @Test
    void thePapersNumbersStandBesideBraids() throws IOException {
        reproduce(0, SMALL, "dephn-table1", "--raw", shared + "/raw", "--out", place().toString());
        JsonNode json =
                new ObjectMapper().readTree(place().resolve("reproduction.json").toFile());
        assertEquals("published", json.path("data").asText());
        assertEquals("quick", json.path("preset").asText());
        String command = json.path("command").asText();
        assertTrue(command.startsWith("./braid reproduce dephn-table1 --raw raw --preset quick"), command);
        JsonNode row = json.path("datasets").path(0).path("rows").path(1);
        assertEquals("MMoE", row.path("row").asText());
        JsonNode conversion = row.path("cells").path(3);
        assertEquals(0.638755, conversion.path("paper").asDouble());
        double auc = conversion.path("braid").path("mean").asDouble();
        assertTrue(auc > 0 && auc < 1, row::toString);
        String page = Files.readString(place().resolve("reproduction.md"));
        assertTrue(page.contains("| mmoe | MMoE | 0.161248 | "), page);
        assertTrue(page.contains("What is not reproducible") && !page.contains("imulated"), page);
        assertTrue(out.toString().contains("0.638755"), out::toString);
        List<String> lines = Files.readAllLines(place().resolve("reproduction.csv"));
        assertEquals(1 + 2 * 4, lines.size(), "a line per line and column of the table");
        assertTrue(lines.get(8).startsWith("dephn-table1,published,quick,ali-ccp,MMoE,mmoe,mmoe,conversion AUC,"));
        assertTrue(lines.get(0).endsWith(",best,verdict"), lines.get(0));
        for (String line : lines.subList(1, lines.size())) {
            boolean best = line.contains(",true,");
            assertEquals(best, line.endsWith(",true,"), "the best has no difference to itself: " + line);
            assertTrue(
                    best || line.endsWith(",unknown") || line.endsWith(",chance"), "one seed proves nothing: " + line);
        }
        assertTrue(Files.exists(place().resolve("ali-ccp/summary.csv")), "a comparison with all its files");
        assertTrue(Files.readString(place().resolve("reproduction.html")).contains("0.638755"));
    }

    @Test
    void everyFigureOfAReproductionIsAPicture() throws IOException {
        assumeTrue(Chromium.find().isPresent(), "no Chromium is installed, so no figure is drawn; install chromium");
        Path pictures = folder.resolve("pictures");
        List<String> small = new ArrayList<>(SMALL);
        small.addAll(List.of("--png", pictures.toString()));
        reproduce(0, small, "dephn-table1", "--raw", shared + "/raw", "--out", place().toString());
        String page = Files.readString(place().resolve("reproduction.html"));
        int figures = page.split("<figure ", -1).length - 1;
        assertTrue(figures > 0, "a result has figures");
        try (Stream<Path> files = Files.list(pictures)) {
            assertEquals(figures, files.count());
        }
        assertTrue(out.toString().contains(figures + " pictures are in " + pictures), out::toString);
        Path file = Files.writeString(folder.resolve("file"), "");
        String said =
                refused("dephn-table1", "--raw", shared + "/raw", "--out", folder + "/other", "--png", file.toString());
        assertTrue(said.contains("--png " + file + ": is a file"), said);
        assertTrue(Files.notExists(folder.resolve("other")), "nothing was trained before");
    }

    @Test
    void whatIsThereIsNotDoneAgainAndNothingElseIsMixedWithIt() throws IOException {
        String[] same = {"dephn-table1", "--raw", shared + "/raw/ali-ccp", "--out", place().toString()};
        reproduce(0, SMALL, same);
        Path prepared = place().resolve("ali-ccp/dataset/dataset.json");
        Path run = place().resolve("ali-ccp/runs/mmoe-1/run.json");
        FileTime before = Files.getLastModifiedTime(prepared);
        String record = Files.readString(run);
        String pages = Files.readString(place().resolve("reproduction.json"));
        String said = reproduce(0, SMALL, same);
        assertEquals(before, Files.getLastModifiedTime(prepared));
        assertEquals(record, Files.readString(run));
        assertEquals(pages, Files.readString(place().resolve("reproduction.json")));
        assertFalse(said.contains("preparing"), said);
        assertAFolderOfSomethingElseIsRefused();
        assertTheSameFilesElsewhereAreTakenAndOthersRefused();
    }

    private void assertTheSameFilesElsewhereAreTakenAndOthersRefused() throws IOException {
        Path moved = folder.resolve("moved");
        TinyAliCcp.write(moved);
        reproduce(0, SMALL, "dephn-table1", "--raw", moved.toString(), "--out", place().toString());
        Path file = moved.resolve("sample_skeleton_test.csv");
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, lines.size() - 1));
        String said = refused("dephn-table1", "--raw", moved.toString(), "--out", place().toString());
        assertTrue(
                said.matches(
                        "(?s).*begun with other files of ali-ccp, sample_skeleton_test.csv \\(.*bytes, checksum .*\\),"
                                + " and --raw holds sample_skeleton_test.csv \\(.*"),
                said);
        assertFalse(said.contains("common_features") || said.contains("skeleton_train"), "only what differs: " + said);
        Path begun = place().resolve("begun.json");
        ObjectNode old = (ObjectNode) new ObjectMapper().readTree(begun.toFile());
        old.put("version", 1).remove("files");
        Files.writeString(begun, old.toString());
        reproduce(0, SMALL, "dephn-table1", "--raw", shared + "/raw", "--out", place().toString());
    }

    /** The whole of IGIE's table: three simulated datasets, and what is among clicks beside what is over all rows. */
    @Test
    void everyOutputOfSimulatedDataSaysSo() throws IOException {
        List<String> small = List.of(
                "--seeds", "1", "--models", "mmoe,igie", "--set", "train.epochs=1", "--set", "embedding.width=2");
        Path result = folder.resolve("result.json");
        reproduce(
                0,
                small,
                "igie-table2",
                "--simulated",
                "--rows",
                "900",
                "--bootstrap",
                "100",
                "--json",
                result.toString(),
                "--out",
                place().toString());
        JsonNode json = new ObjectMapper().readTree(result.toFile());
        assertEquals("simulated", json.path("data").asText());
        assertTrue(json.path("simulated").asBoolean());
        assertEquals(900, json.path("simulation").path("rows").asLong());
        assertEquals("quick", json.path("preset").asText());
        assertEquals(3, json.path("datasets").size());
        for (JsonNode dataset : json.path("datasets")) {
            assertTrue(dataset.path("comparison").path("dataset").asText().endsWith("-simulated"), dataset::toString);
            assertEquals("click=1", space(dataset, "conversion"));
            assertEquals("all", space(dataset, "ctcvr:conversion"));
            assertEquals(4, dataset.path("columns").size());
        }
        assertTrue(out.toString().contains("SIMULATED DATA: "), out::toString);
        assertTrue(out.toString().contains("CVR AUC, Braid (simulated)"), out::toString);
        String page = Files.readString(place().resolve("reproduction.md"));
        assertTrue(page.contains("**SIMULATED DATA: ") && page.contains("## AliExpress (simulated)"), page);
        assertTrue(page.contains("./braid reproduce igie-table2 --simulated --rows 900 --seeds 1"), page);
        List<String> lines = Files.readAllLines(place().resolve("reproduction.csv"));
        assertEquals(1 + 3 * 2 * 4, lines.size());
        assertTrue(lines.stream().skip(1).allMatch(l -> l.startsWith("igie-table2,simulated,quick,")), lines::toString);
        assertTrue(Files.readString(place().resolve("reproduction.html")).contains("SIMULATED DATA: "));
        String comparison = Files.readString(place().resolve("ali-ccp/comparison.json"));
        assertTrue(comparison.contains("ali-ccp-simulated"), "a comparison of its own says so, too");
    }

    private static String space(JsonNode dataset, String task) {
        return dataset.path("comparison")
                .path("runs")
                .path(0)
                .path("tasks")
                .path(task)
                .path("space")
                .asText();
    }

    private void assertAFolderOfSomethingElseIsRefused() throws IOException {
        String other =
                refused("igie-table2", "--raw", shared + "/raw", "--datasets", "ali-ccp", "--out", place().toString());
        assertTrue(other.contains("holds dephn-table1") && other.contains("not igie-table2"), other);
        Path foreign = Files.createDirectory(folder.resolve("foreign"));
        Files.writeString(foreign.resolve("mine.txt"), "mine");
        String said = refused("dephn-table1", "--raw", shared + "/raw", "--out", foreign.toString());
        assertTrue(said.contains("holds files of something else"), said);
    }

    @Test
    void everyMistakeIsFoundBeforeAnythingIsPrepared() {
        String place = place().toString();
        assertTrue(refused("dephn-tabel1", "--raw", shared + "/raw", "--out", place)
                .contains("did you mean 'dephn-table1'?"));
        assertTrue(refused("dephn-table1", "--out", place).contains("--raw=DIR"));
        assertTrue(refused("dephn-table1", "--raw", "x").contains("--out"));
        assertTrue(refused("dephn-table1", "--raw", "x", "--simulated", "--out", place)
                .contains("exclude each other"));
        assertTrue(refused("dephn-table1", "--raw", "x", "--rows", "5", "--out", place)
                .contains("--simulated only"));
        String raw = shared + "/raw";
        String missing = refused("dephn-table2", "--raw", raw, "--out", place);
        assertTrue(missing.contains("wechat-2021") && missing.contains("algo.weixin.qq.com"), missing);
        assertTrue(missing.contains("--datasets"), missing);
        assertEquals(
                2,
                reproduce(2, List.of(), "igie-table2", "--raw", raw, "--out", place)
                        .lines()
                        .count(),
                "a line for each missing dataset");
        assertTrue(refused("dephn-table1", "--raw", raw, "--out", place, "--models", "dnn,mmeo")
                .contains("did you mean 'mmoe'?"));
        assertTrue(refused("dephn-table1", "--raw", raw, "--out", place, "--datasets", "alicp")
                .contains("did you mean 'ali-ccp'?"));
        assertTrue(refused("dephn-table1", "--raw", raw, "--out", place, "--preset", "fast")
                .contains("known: paper, quick"));
        assertTrue(refused("dephn-table1", "--raw", raw, "--out", place, "--set", "model.experts=2")
                .contains("variant dnn"));
        assertTrue(refused("dephn-table1", "--raw", raw, "--out", place, "--seeds", "0")
                .contains("seeds must be at least 1"));
        assertTrue(refused("dephn-table1", "--raw", raw, "--out", place, "--bootstrap", "50")
                .contains("at least 100 resamples"));
        assertTrue(refused("dephn-table1", "--raw", raw, "--out", place, "--source-set", "ali-cpp:seed=2")
                .contains("did you mean 'ali-ccp'?"));
        assertTrue(refused("dephn-table1", "--raw", raw, "--out", place, "--source-set", "ali-ccp:sed=2")
                .contains("did you mean 'seed'?"));
        assertTrue(Files.notExists(place()), "nothing was begun");
    }

    @Test
    void withoutANameAllResultsAreListed() throws IOException {
        Path json = folder.resolve("list.json");
        reproduce(0, List.of(), "--json", json.toString());
        JsonNode list = new ObjectMapper().readTree(json.toFile()).path("results");
        assertEquals(PaperResults.ALL.size(), list.size());
        for (PaperResult result : PaperResults.ALL) {
            assertTrue(out.toString().contains(result.name() + " "), result.name());
        }
    }

    @Test
    void theDocumentationNamesAllResultsAndItsAblationsAreValid() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "reproduce.md"));
        for (PaperResult result : PaperResults.ALL) {
            String line = page.lines()
                    .filter(l -> l.startsWith("| `" + result.name() + "` |"))
                    .findFirst()
                    .orElse("");
            result.sources().forEach(source -> assertTrue(line.contains("`" + source + "`"), result.name()));
        }
        List<VariantSettings> ablations = compared(page);
        assertEquals(2, ablations.size());
        List<VariantSettings> measured = compared(Files.readString(Path.of("..", "docs", "results.md")));
        for (VariantSettings settings : ablations) {
            settings.check(Optional.empty());
            List<Variant> variants = settings.variants();
            assertEquals(
                    variants.size() - 1,
                    variants.stream()
                            .mapToInt(variant -> variant.settings().size())
                            .sum(),
                    "all but the model itself are changed in one thing");
            assertTrue(measured.contains(settings), () -> "results.md has other numbers than those of " + settings);
        }
    }

    /** What the {@code braid compare} commands of a page train. */
    private static List<VariantSettings> compared(String page) {
        return page.replace("\\\n", " ")
                .lines()
                .filter(line -> line.startsWith("./braid compare "))
                .map(ReproduceCommandTest::settings)
                .toList();
    }

    private static VariantSettings settings(String command) {
        List<String> words = List.of(command.replace("'", "").split(" +"));
        List<Variant> variants = Arrays.stream(
                        words.get(words.indexOf("--models") + 1).split(","))
                .map(Variant::parse)
                .toList();
        List<String> sets = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equals("--set")) {
                sets.add(words.get(i + 1));
            }
        }
        return new VariantSettings(variants, List.of()).with(sets);
    }
}
