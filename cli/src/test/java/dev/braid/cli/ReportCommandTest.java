package dev.braid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.braid.report.page.Chromium;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code braid report}, without a browser. */
final class ReportCommandTest {
    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static TinyFunnel funnel;

    @BeforeAll
    static void makeOnce() throws IOException {
        funnel = TinyFunnel.make(shared);
    }

    private String report(int code, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] all = Stream.concat(Stream.of("report"), Stream.of(arguments)).toArray(String[]::new);
        assertEquals(code, Main.run(new PrintWriter(out), new PrintWriter(err), all), err::toString);
        return code == 0 ? out.toString() : err.toString();
    }

    private String refused(String... arguments) throws IOException {
        String line = report(2, arguments);
        assertEquals(1, line.lines().count(), line);
        try (Stream<Path> left = Files.list(folder)) {
            assertTrue(
                    left.noneMatch(path ->
                            path.toString().contains("html") || path.toString().contains(".part")),
                    "nothing is half written");
        }
        return line;
    }

    private String page() {
        return folder.resolve("report.html").toString();
    }

    @Test
    void aRunsReportHoldsItsNumbersCurvesOptionsDatasetAndCommand() throws IOException {
        Path json = folder.resolve("result.json");
        report(0, shared + "/run", "--out", page(), "--json", json.toString());
        String html = Files.readString(folder.resolve("report.html"));
        for (String part : List.of(
                "<h1>sharedbottom on tiny</h1>",
                "click: training loss",
                "buy: validation",
                "ctcvr:buy: calibration",
                "model.bottom.hidden",
                "Rows and label rates",
                "<span>city</span>",
                "braid train --data " + shared,
                "braid report " + shared)) {
            assertTrue(html.contains(part), part);
        }
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertEquals(
                html.split("<figure ", -1).length - 1, result.path("figures").asInt());
    }

    /** What is noted along training is there again only if it is noted again; and the report is one of the new runs. */
    @Test
    void theCommandsThatMakeAReportAgainNameWhatTheyMake() throws IOException {
        Path run = folder.resolve("looked");
        TinyFunnel.succeed(
                "train",
                "--data",
                shared + "/dataset",
                "--model",
                "mmoe",
                "--out",
                run.toString(),
                "--set",
                "train.epochs=1",
                "--explain-every",
                "7");
        report(0, run.toString(), "--out", page());
        String html = Files.readString(folder.resolve("report.html"));
        assertTrue(html.contains(" --explain-every 7 --out " + run + "-again"), "as it was trained");
        assertTrue(html.contains("braid report " + run + "-again --out "), "of what the line above makes");
    }

    @Test
    void runsOfOneModelAreToldApartByTheEndsOfTheirPaths() throws IOException {
        for (String place : List.of("a", "b")) {
            funnel.copyTo(Files.createDirectories(folder.resolve(place)));
        }
        report(0, folder + "/a/run", folder + "/b/run", "--out", page());
        String html = Files.readString(folder.resolve("report.html"));
        assertTrue(html.contains("<span>a/run</span>") && html.contains("<span>b/run</span>"), "short, and different");
        assertTrue(html.contains("a/run and b/run are best, and equal, by AUC"), "a copy is as good");
    }

    @Test
    void withoutItsDatasetTheReportSaysWhatIsLeftOutAndHowToGetIt() throws IOException {
        Files.createDirectories(folder.resolve("a"));
        funnel.copyTo(folder.resolve("a"));
        Path here = folder.resolve("elsewhere");
        Path moved = shared.resolve("moved");
        Files.move(shared.resolve("dataset"), moved);
        try {
            report(0, folder + "/a/run", "--out", page());
            String html = Files.readString(folder.resolve("report.html"));
            assertTrue(html.contains("Left out: the dataset is no longer where it was"), "says so");
            assertTrue(html.contains("--data DATASET"), "says how");
            assertFalse(html.contains("click: calibration"), "has no curve of nothing");
            assertTrue(html.contains("click: training loss"), "has the others");
            Files.move(folder.resolve("a/dataset"), here);
            report(0, folder + "/a/run", "--data", here.toString(), "--out", page());
            assertTrue(Files.readString(folder.resolve("report.html")).contains("click: calibration"));
        } finally {
            Files.move(moved, shared.resolve("dataset"));
        }
    }

    @Test
    void everyModelIsLookedIntoHoweverManyThereAre() throws IOException {
        Path mmoe = folder.resolve("mmoe1");
        TinyFunnel.succeed(
                "train",
                "--data",
                shared + "/dataset",
                "--model",
                "mmoe",
                "--out",
                mmoe.toString(),
                "--set",
                "train.epochs=1",
                "--set",
                "model.experts=2");
        List<String> arguments = new ArrayList<>(List.of(mmoe.toString()));
        for (int i = 2; i <= 8; i++) {
            Path copy = folder.resolve("mmoe" + i);
            try (Stream<Path> files = Files.walk(mmoe)) {
                for (Path file : files.toList()) {
                    Files.copy(file, copy.resolve(mmoe.relativize(file)));
                }
            }
            arguments.add(copy.toString());
        }
        arguments.addAll(List.of("--out", page()));
        report(0, arguments.toArray(String[]::new));
        String html = Files.readString(folder.resolve("report.html"));
        for (int i = 1; i <= 8; i++) {
            assertTrue(html.contains("<strong>mmoe" + i + "</strong>: gates and experts"), "mmoe" + i);
            assertTrue(html.contains("mmoe" + i + ": gate weights"), "mmoe" + i);
        }
    }

    @Test
    void namesThatLookLikeMarkupStayNames() throws IOException {
        for (String name : List.of("<img src=x>&'\"", "<script>alert(1)")) {
            Path copy = Files.createDirectory(folder.resolve("copy"));
            funnel.copyTo(copy);
            Files.move(copy.resolve("run"), folder.resolve(name));
            Files.move(copy, folder.resolve("emptied " + name));
        }
        report(0, folder + "/<img src=x>&'\"", folder + "/<script>alert(1)", "--out", page());
        String page = Files.readString(folder.resolve("report.html"));
        String html = page.substring(0, page.indexOf("<footer>")); // the scripts below have markup of their own
        assertTrue(html.contains("&lt;img src=x&gt;&amp;&#39;&quot;") && html.contains("&lt;script&gt;alert(1)"));
        assertFalse(html.contains("<img") || html.contains("<script>alert"), "neither is markup");
    }

    @Test
    void whatIsNoRunIsRefusedInOneLine() throws IOException {
        String run = shared + "/run";
        assertTrue(refused(folder + "/absent", "--out", page()).contains("absent: no such folder"));
        assertTrue(refused(shared + "/dataset", "--out", page()).contains("neither a run nor a comparison"));
        assertTrue(refused(run, run, "--out", page()).contains("a run is named twice"));
        assertTrue(refused(run, "--out", folder.toString()).contains("that is a folder"));
        Path notes = Files.writeString(folder.resolve("notes.md"), "# mine");
        assertTrue(refused(run, "--out", notes.toString()).contains("notes.md: is there, and is no HTML page"));
        assertEquals("# mine", Files.readString(notes));
        assertTrue(refused(run, "--data", folder + "/none", "--out", page()).contains("none: no such directory"));
        assertTrue(refused("--out", page()).contains("missing required parameter"));
        Files.createDirectories(folder.resolve("comparison"));
        Path file = Files.writeString(folder.resolve("comparison/comparison.json"), "{\"runs\": []");
        assertTrue(refused(file.getParent().toString(), "--out", page()).contains("comparison.json: damaged"));
        Files.writeString(file, """
                {"dataset": "d", "split": "test", "rows": 3, "settings": [], "command": "",
                 "variants": [{"label": "a", "model": "mmoe", "settings": []}, {"label": "b", "model": "ple", "settings": []}],
                 "runs": [{"variant": "a", "model": "mmoe", "seed": 1, "parameters": 1, "epochs": 1, "rowsPerSecond": 1,
                           "seconds": 1, "tasks": {"click": {"space": "all", "rows": 3, "positives": 1, "auc": 0.5}}}]}
                """);
        assertTrue(refused(file.getParent().toString(), "--out", page()).contains("the runs of b have other seeds"));
        assertTrue(refused(run, file.getParent().toString(), "--out", page()).contains("report it alone"));
    }

    @Test
    void anotherDatasetIsNotTakenForTheRuns() throws IOException {
        Path other = folder.resolve("other");
        Files.createDirectories(other);
        TinyFunnel.raw(other);
        Files.write(other.resolve("test.csv"), TinyFunnel.rows(30));
        TinyFunnel.succeed("prepare", "--spec", other + "/spec.yaml", "--out", other + "/dataset");
        String line = refused(shared + "/run", "--data", other + "/dataset", "--out", page());
        assertTrue(line.contains("not the dataset of these runs"), line);
    }

    @Test
    void picturesWithoutABrowserAreRefusedBeforeAnythingIsWritten() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder child = new ProcessBuilder(
                java.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.braid.cli.Main",
                "report",
                shared + "/run",
                "--out",
                page(),
                "--png",
                folder + "/png");
        child.environment().put("PATH", folder.toString());
        child.environment().remove(Chromium.VARIABLE);
        Process process = child.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(2, process.waitFor(), said);
        assertTrue(said.contains("--png: needs Chromium") && said.contains("CHROMIUM"), said);
        assertTrue(Files.notExists(folder.resolve("report.html")) && Files.notExists(folder.resolve("png")));
    }
}
