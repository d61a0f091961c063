package dev.braid.data.simulate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MmoeSyntheticTest {
    @TempDir
    Path home;

    private static MmoeSyntheticOptions options(double cosine, int sines, double noise, boolean binary, long rows) {
        return new MmoeSyntheticOptions(20, cosine, 1, sines, noise, binary, rows, 9);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -0.4, 0, 0.5, 0.9, 1})
    void weightsHaveTheCosineAskedFor(double p) {
        for (int dimension : new int[] {2, 3, 100}) {
            for (long seed = 0; seed < 20; seed++) {
                MmoeTasks tasks = MmoeTasks.of(new MmoeSyntheticOptions(dimension, p, 0.3, 5, 0.1, true, 10, seed));
                assertEquals(1, dot(tasks.u1(), tasks.u1()), 1e-12);
                assertEquals(1, dot(tasks.u2(), tasks.u2()), 1e-12);
                assertEquals(0, dot(tasks.u1(), tasks.u2()), 1e-12);
                assertEquals(0.3, Math.sqrt(dot(tasks.w1(), tasks.w1())), 1e-12);
                assertEquals(0.3, Math.sqrt(dot(tasks.w2(), tasks.w2())), 1e-12);
                assertEquals(p, dot(tasks.w1(), tasks.w2()) / 0.09, 1e-12);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.5, 0, 0.5, 0.9})
    void withoutSinesAndNoiseTheLabelsCorrelateAsTheWeights(double p) {
        MmoeTruth truth = MmoeSynthetic.write(options(p, 0, 0, false, 20_000), home.resolve("linear"), rows -> {});
        assertEquals(p, truth.splits().get("train").labelCorrelation(), 0.03);
    }

    @Test
    void equalWeightsWithoutNoiseGiveEqualLabels() throws IOException {
        MmoeSynthetic.write(options(1, 5, 0, false, 1_000), home.resolve("same"), rows -> {});
        List<String> lines = Files.readAllLines(home.resolve("same/train.csv"));
        assertEquals(801, lines.size());
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            assertEquals(22, cells.length);
            assertEquals(Double.parseDouble(cells[20]), Double.parseDouble(cells[21]), 1e-6);
        }
    }

    @Test
    void noiseHasTheDeviationAskedFor() throws IOException {
        MmoeSynthetic.write(options(0.5, 5, 0.1, false, 10_000), home.resolve("noisy"), rows -> {});
        List<String> lines = Files.readAllLines(home.resolve("noisy/truth/train.csv"));
        double squares = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            squares += Math.pow(Double.parseDouble(cells[3]) - Double.parseDouble(cells[1]), 2);
        }
        assertEquals(0.1, Math.sqrt(squares / (lines.size() - 1)), 0.004);
    }

    @Test
    void labelsAreTheTasksValuesOfTheInputsInTheFile() throws IOException {
        MmoeSyntheticOptions options = options(0.5, 5, 0, false, 500);
        MmoeTasks tasks = MmoeTasks.of(options);
        MmoeSynthetic.write(options, home.resolve("exact"), rows -> {});
        List<String> lines = Files.readAllLines(home.resolve("exact/test.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            double[] x = new double[20];
            for (int i = 0; i < x.length; i++) {
                x[i] = Double.parseDouble(cells[i]);
            }
            assertEquals(tasks.first(x), Double.parseDouble(cells[20]), 1e-6);
            assertEquals(tasks.second(x), Double.parseDouble(cells[21]), 1e-6);
        }
    }

    @Test
    void binaryLabelsSplitAtTheMedianAndComeWithASpec() throws IOException {
        MmoeTruth truth = MmoeSynthetic.write(options(0.5, 5, 0.1, true, 10_000), home.resolve("binary"), rows -> {});
        List<String> lines = Files.readAllLines(home.resolve("binary/train.csv"));
        int[] positives = new int[2];
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            for (int task = 0; task < 2; task++) {
                assertTrue(cells[20 + task].equals("0") || cells[20 + task].equals("1"), line);
                positives[task] += Integer.parseInt(cells[20 + task]);
            }
        }
        assertEquals(0.5, positives[0] / 8000.0, 0.03);
        assertEquals(0.5, positives[1] / 8000.0, 0.03);
        Map<String, Double> best = truth.splits().get("test").bestAuc();
        assertTrue(best.get("y1") > 0.97 && best.get("y1") < 1, "" + best);
        assertTrue(best.get("y2") > 0.97 && best.get("y2") < 1, "" + best);
        assertTrue(Files.exists(home.resolve("binary/spec.yaml")));
    }

    @Test
    void realLabelsComeWithoutASpec() {
        MmoeSynthetic.write(options(0.5, 5, 0.1, false, 100), home.resolve("real"), rows -> {});
        assertFalse(Files.exists(home.resolve("real/spec.yaml")));
        assertTrue(Files.exists(home.resolve("real/truth.json")));
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        MmoeSynthetic.write(options(0.5, 5, 0.1, true, 300), home.resolve("a"), rows -> {});
        MmoeSynthetic.write(options(0.5, 5, 0.1, true, 300), home.resolve("b"), rows -> {});
        for (String name :
                List.of("train.csv", "validation.csv", "test.csv", "truth.json", "truth/test.csv", "spec.yaml")) {
            assertArrayEquals(
                    Files.readAllBytes(home.resolve("a").resolve(name)),
                    Files.readAllBytes(home.resolve("b").resolve(name)),
                    name);
        }
        assertThrows(
                BadInput.class,
                () -> MmoeSynthetic.write(options(0.5, 5, 0.1, true, 300), home.resolve("a"), rows -> {}));
    }

    @Test
    void impossibleOptionsAreRefusedByName() {
        for (Runnable wrong : List.<Runnable>of(
                () -> options(1.1, 5, 0.1, true, 100),
                () -> options(Double.NaN, 5, 0.1, true, 100),
                () -> options(0.5, -1, 0.1, true, 100),
                () -> options(0.5, 5, -0.1, true, 100),
                () -> options(0.5, 5, 0.1, true, 1))) {
            String message =
                    assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
            assertTrue(message.matches("(cosine|sines|noise|rows) must be .*, got .*"), message);
        }
    }
}
