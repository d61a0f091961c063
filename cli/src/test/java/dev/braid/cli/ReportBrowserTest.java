package dev.braid.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.braid.report.page.Chromium;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports in a real browser: the page's own script answers to {@code #selftest} what it drew and how its tables sort. */
final class ReportBrowserTest {
    private static final Pattern ANSWER = Pattern.compile("data-selftest=\"([^\"]*)\"");
    private static final List<Integer> PHONES = List.of(320, 375);

    @TempDir
    static Path shared;

    private static Chromium browser;

    @BeforeAll
    static void writeReports() throws IOException {
        Optional<Chromium> found = Chromium.find();
        assumeTrue(found.isPresent(), "no Chromium is installed, so no report is opened; install chromium");
        browser = found.get();
        TinyFunnel.make(shared);
        TinyFunnel.succeed(
                "compare",
                "--data",
                shared + "/dataset",
                "--models",
                "mmoe,sharedbottom",
                "--seeds",
                "2",
                "--set",
                "train.epochs=2",
                "--set",
                "train.batchSize=16",
                "--set",
                "train.logEverySteps=2",
                "--out",
                shared + "/comparison");
        TinyFunnel.succeed("report", shared + "/run", "--out", shared + "/run.html", "--png", shared + "/png");
        TinyFunnel.succeed("report", shared + "/comparison", "--out", shared + "/comparison.html");
        TinyFunnel.succeed(
                "train",
                "--data",
                shared + "/dataset",
                "--model",
                "dephn",
                "--out",
                shared + "/dephn",
                "--set",
                "train.epochs=3",
                "--set",
                "model.experts=2",
                "--set",
                "train.batchSize=32",
                "--set",
                "train.logEverySteps=2",
                "--explain-every",
                "2");
        TinyFunnel.succeed("explain", "--run", shared + "/dephn", "--out", shared + "/inside");
        TinyFunnel.succeed("report", shared + "/dephn", "--out", shared + "/dephn.html");
    }

    private static JsonNode answer(URI page) throws IOException {
        Matcher found = ANSWER.matcher(browser.elements(page));
        assertTrue(found.find(), "the page's script came to its end");
        return new ObjectMapper()
                .readTree(found.group(1)
                        .replace("&quot;", "\"")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&amp;", "&"));
    }

    private static final Map<String, JsonNode> ANSWERS = new HashMap<>();

    /** A browser takes long to start, so no page is opened twice. */
    private static JsonNode answer(String report) throws IOException {
        JsonNode known = ANSWERS.get(report);
        JsonNode answer =
                known == null ? answer(URI.create(shared.resolve(report).toUri() + "#selftest")) : known;
        ANSWERS.put(report, answer);
        return answer;
    }

    /** Pages in frames as wide as phones, for a window cannot be that narrow. */
    private static JsonNode answersOnPhones(List<String> reports) throws IOException {
        StringBuilder frames = new StringBuilder("<html><body>");
        for (String report : reports) {
            for (int width : PHONES) {
                frames.append(String.format(
                        Locale.ROOT,
                        "<iframe src=\"%s#selftest\" style=\"width:%dpx;height:800px;border:0\"></iframe>",
                        report,
                        width));
            }
        }
        frames.append("""
                <script>
                const answers = [];
                onmessage = event => {
                  answers.push(JSON.parse(event.data));
                  document.body.dataset.selftest = JSON.stringify(answers);
                };
                </script></body></html>
                """);
        Path page = Files.writeString(shared.resolve("phones.html"), frames);
        return answer(page.toUri());
    }

    @Test
    void everyChartOfARunIsDrawnInBothThemesWithoutAnError() throws IOException {
        requireDrawn(answer("run.html"), "run.html");
    }

    @Test
    void everyChartOfAComparisonIsDrawnInBothThemesWithoutAnError() throws IOException {
        JsonNode answer = answer("comparison.html");
        requireDrawn(answer, "comparison.html");
        String words = answer.path("charts").toString();
        assertTrue(words.contains("mmoe") && words.contains("sharedbottom"), words);
    }

    @Test
    void everyFigureOfAnExplanationIsDrawnInBothThemesWithoutAnError() throws IOException {
        JsonNode answer = answer("inside/explain.html");
        requireDrawn(answer, "inside/explain.html");
        requireThePapersFigures(answer);
    }

    @Test
    void aReportHasThePapersFiguresToo() throws IOException {
        JsonNode answer = answer("dephn.html");
        requireDrawn(answer, "dephn.html");
        requireThePapersFigures(answer);
    }

    private static void requireThePapersFigures(JsonNode answer) {
        List<String> names = new ArrayList<>();
        answer.path("charts").forEach(chart -> names.add(chart.path("name").asText()));
        for (String figure : List.of(
                "gate-weights",
                "similarity-of-experts",
                "parts-of-the-logit",
                "selection-gates-by-field",
                "virtual-gradient-mul-cos",
                "training-loss-per-task",
                "entropy-of-gates",
                "cosine-of-the-tasks-gradients",
                "coefficients-of-the-virtual-gradient",
                "activation-by-label",
                "calibration",
                "correlation-of-labels")) {
            assertTrue(names.stream().anyMatch(name -> name.contains(figure)), figure + " in " + names);
        }
    }

    @Test
    void namesThatLookLikeMarkupAreDrawnAsTheyAre() throws IOException {
        String first = "<img src=x onerror=throw(1)>";
        String second = "b&amp;</td>".replace("/", "");
        for (String name : List.of(first, second)) {
            TinyFunnel.succeed(
                    "train",
                    "--data",
                    shared + "/dataset",
                    "--model",
                    "mmoe",
                    "--out",
                    shared.resolve(name).toString(),
                    "--set",
                    "train.epochs=1",
                    "--set",
                    "model.experts=2");
        }
        TinyFunnel.succeed("report", shared + "/" + first, shared + "/" + second, "--out", shared + "/hostile.html");
        JsonNode answer = answer("hostile.html");
        requireDrawn(answer, "hostile.html"); // no image, no error
        List<String> words = new ArrayList<>();
        answer.path("charts").forEach(chart -> chart.path("words").forEach(word -> words.add(word.asText())));
        assertTrue(words.contains(second), words::toString);
        assertTrue(answer.path("tips").toString().contains(first), answer.path("tips")::toString);
    }

    private static void requireDrawn(JsonNode answer, String report) throws IOException {
        assertEquals("[]", answer.path("errors").toString());
        int figures = Files.readString(shared.resolve(report)).split("<figure ", -1).length - 1;
        assertTrue(figures > 0);
        for (String theme : List.of("charts", "chartsInOtherTheme", "onPaper")) {
            assertEquals(figures, answer.path(theme).size());
            for (JsonNode chart : answer.path(theme)) {
                assertTrue(chart.path("marks").asInt() > 5, chart::toString);
                assertTrue(chart.path("words").size() > 3, chart::toString);
            }
        }
        assertEquals("[]", answer.path("outside").toString(), "nothing is fetched from anywhere");
        assertEquals(0, answer.path("images").asInt());
    }

    @Test
    void whatIsFoldedIsDrawnWhenItIsOpenedAndOnPaper() throws IOException {
        JsonNode answer = answer("run.html");
        int folded = 0;
        for (String moment : List.of("opening", "afterPaper")) {
            for (JsonNode chart : answer.path(moment)) {
                folded += chart.path("folded").asBoolean() ? 1 : 0;
                assertEquals(
                        !chart.path("folded").asBoolean(), chart.path("marks").asInt() > 5, chart::toString);
            }
        }
        assertTrue(folded > 0, "a page has figures that are folded");
        requireDrawn(answer, "run.html");
    }

    @Test
    void aFigureOnPaperIsAsWideAsThePaperLets() throws IOException {
        for (String report : List.of("dephn.html", "comparison.html", "inside/explain.html")) {
            assertEquals("[]", answer(report).path("fixed").toString(), report);
        }
    }

    @Test
    void everyColumnSortsBothWays() throws IOException {
        JsonNode sorts = answer("comparison.html").path("sorts");
        assertTrue(sorts.size() > 20, sorts::toString);
        for (JsonNode sort : sorts) {
            List<String> keys = new ArrayList<>();
            sort.path("keys").forEach(key -> keys.add(key.asText()));
            boolean numbers = sort.path("numbers").asBoolean();
            if (numbers) {
                List<Double> defined = keys.stream()
                        .map(Double::valueOf)
                        .filter(v -> !v.isNaN())
                        .toList();
                Comparator<Double> order = Comparator.naturalOrder();
                assertEquals(defined.stream().sorted(by(sort, order)).toList(), defined, sort::toString);
            } else {
                Comparator<String> order = Comparator.comparing(ReportBrowserTest::collated);
                List<String> plain =
                        keys.stream().map(ReportBrowserTest::collated).toList();
                if (plain.stream().allMatch(key -> key.matches("[a-z0-9]*"))) {
                    assertEquals(keys.stream().sorted(by(sort, order)).toList(), keys, sort::toString);
                }
            }
        }
    }

    private static String collated(String key) {
        return key.toLowerCase(Locale.ROOT);
    }

    private static <T> Comparator<T> by(JsonNode sort, Comparator<T> order) {
        String direction = sort.path("order").asText();
        assertTrue(direction.equals("ascending") || direction.equals("descending"), sort::toString);
        return direction.equals("ascending") ? order : order.reversed();
    }

    @Test
    void aPhoneShowsThePageWithoutScrollingSideways() throws IOException {
        List<String> reports = List.of("dephn.html", "comparison.html", "inside/explain.html");
        JsonNode answers = answersOnPhones(reports);
        assertEquals(reports.size() * PHONES.size(), answers.size());
        for (JsonNode answer : answers) {
            assertTrue(PHONES.contains(answer.path("width").asInt()), answer::toString);
            assertEquals(0, answer.path("overflow").asInt(), answer::toString);
            assertEquals("[]", answer.path("errors").toString());
        }
    }

    @Test
    void everyFigureIsAPicture() throws IOException {
        int figures = Files.readString(shared.resolve("run.html")).split("<figure ", -1).length - 1;
        try (Stream<Path> files = Files.list(shared.resolve("png"))) {
            List<Path> pictures = files.sorted().toList();
            assertEquals(figures, pictures.size());
            for (Path file : pictures) {
                BufferedImage picture = ImageIO.read(file.toFile());
                assertEquals(1600, picture.getWidth(), file::toString);
                assertTrue(isDrawnOn(picture), file + " is blank");
            }
        }
    }

    private static boolean isDrawnOn(BufferedImage picture) {
        int paper = picture.getRGB(0, 0);
        int drawn = 0;
        for (int x = 0; x < picture.getWidth(); x += 2) {
            for (int y = 0; y < picture.getHeight(); y += 2) {
                drawn += picture.getRGB(x, y) == paper ? 0 : 1;
            }
        }
        return drawn > 1000;
    }

    @Test
    void aScreenshotOfTheLightPageDiffersFromTheDarkOne() throws IOException {
        Path light = shared.resolve("light.png");
        Path dark = shared.resolve("dark.png");
        browser.screenshot(URI.create(shared.resolve("run.html").toUri() + "#light"), light, 1200, 800);
        browser.screenshot(URI.create(shared.resolve("run.html").toUri() + "#dark"), dark, 1200, 800);
        assertFalse(java.util.Arrays.equals(Files.readAllBytes(light), Files.readAllBytes(dark)));
        assertArrayEquals(new int[] {255, 255, 255}, corner(light));
        assertArrayEquals(new int[] {0x12, 0x15, 0x1b}, corner(dark));
    }

    private static int[] corner(Path picture) throws IOException {
        int colour = ImageIO.read(picture.toFile()).getRGB(2, 2);
        return new int[] {colour >> 16 & 255, colour >> 8 & 255, colour & 255};
    }
}
