package dev.braid.data.simulate.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.data.simulate.FunnelTruth.Best;
import dev.braid.metric.Auc;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The planted truth, checked against the labels that stand in the files. */
final class TruthOfFormsTest {
    @TempDir
    Path home;

    /**
     * A file with labels.
     *
     * @param labels of a line by task
     */
    private record Labels(
            RawForm<?> form, String part, String file, boolean header, Function<String, Map<String, Integer>> labels) {
        @Override
        public String toString() {
            return form.name() + " " + file;
        }
    }

    static Stream<Labels> files() {
        return Stream.of(
                new Labels(CriteoForm.FORM, "all", "train.txt", false, line -> Map.of("click", digit(line, 0))),
                new Labels(AliCcpForm.FORM, "train", "sample_skeleton_train.csv", false, TruthOfFormsTest::skeleton),
                new Labels(AliCcpForm.FORM, "test", "sample_skeleton_test.csv", false, TruthOfFormsTest::skeleton),
                new Labels(AliExpressForm.FORM, "train", "nl_item_train.csv", false, TruthOfFormsTest::item),
                new Labels(AliExpressForm.FORM, "test", "nl_item_test.csv", false, TruthOfFormsTest::item),
                new Labels(
                        CriteoAttributionForm.FORM,
                        "all",
                        "criteo_attribution_dataset.tsv.gz",
                        true,
                        TruthOfFormsTest::impression),
                new Labels(WeChatForm.FORM, "all", "user_action.csv", true, TruthOfFormsTest::shown));
    }

    private static int digit(String line, int at) {
        return line.charAt(at) - '0';
    }

    private static Map<String, Integer> funnel(int click, int conversion) {
        int both = click * conversion;
        return click == 1
                ? Map.of("click", 1, "conversion", both, "ctcvr:conversion", both)
                : Map.of("click", 0, "ctcvr:conversion", 0);
    }

    private static Map<String, Integer> skeleton(String line) {
        String[] cells = line.split(",", 4);
        return funnel(Integer.parseInt(cells[1]), Integer.parseInt(cells[2]));
    }

    private static Map<String, Integer> item(String line) {
        int label = digit(line, line.length() - 1);
        return funnel(Math.min(label, 1), label / 2);
    }

    private static Map<String, Integer> impression(String line) {
        String[] cells = line.split("\t", -1);
        return funnel(Integer.parseInt(cells[7]), Integer.parseInt(cells[3]));
    }

    private static Map<String, Integer> shown(String line) {
        String[] cells = line.split(",", -1);
        return Map.of(
                "read_comment", Integer.parseInt(cells[4]),
                "like", Integer.parseInt(cells[6]),
                "click_avatar", Integer.parseInt(cells[9]),
                "favorite", Integer.parseInt(cells[12]));
    }

    @ParameterizedTest
    @MethodSource("files")
    void theTrueProbabilitiesReachTheStatedAucOnTheLabelsOfTheFiles(Labels labels) throws IOException {
        Path raw = home.resolve("raw");
        RawTruth truth =
                RawFormsTest.write(labels.form(), raw, RawFormsTest.frequent(labels.form(), "probabilities=true"));
        RawTruth.PartTruth part = truth.parts().get(labels.part());
        List<String> secret = Files.readAllLines(raw.resolve("truth/" + labels.part() + ".csv"));
        List<String> lines = lines(raw.resolve(labels.file()));
        int header = labels.header() ? 1 : 0;
        assertEquals(part.rows(), lines.size() - header);
        assertEquals(part.rows(), secret.size() - 1);
        List<String> columns = List.of(secret.get(0).split(",", -1));
        for (String task : labels.labels().apply(lines.get(header)).keySet()) {
            check(
                    task,
                    columns.indexOf("p_" + task.replace(':', '_')),
                    labels,
                    lines,
                    secret,
                    part.best().get(task));
        }
    }

    private static void check(
            String task, int column, Labels labels, List<String> lines, List<String> secret, Best best) {
        int rows = secret.size() - 1;
        float[] label = new float[rows];
        double[] p = new double[rows];
        long positives = 0;
        double expected = 0;
        for (int i = 0; i < rows; i++) {
            String line = lines.get(i + (labels.header() ? 1 : 0));
            Integer of = labels.labels().apply(line).get(task);
            label[i] = of == null ? Float.NaN : of;
            p[i] = Double.parseDouble(secret.get(i + 1).split(",", -1)[column]);
            if (of != null) {
                positives += of;
                expected += p[i];
            }
        }
        assertEquals(best.positives(), positives, task);
        // the labels are draws of these very probabilities
        assertEquals(expected, (double) positives, 5 * Math.sqrt(expected), task);
        assertEquals(Auc.of(label, p), best.auc(), 1e-4, task);
        assertTrue(best.auc() > 0.65, () -> task + " " + best.auc());
    }

    static List<String> lines(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(
                        file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in, StandardCharsets.US_ASCII))) {
            return reader.lines().toList();
        }
    }
}
