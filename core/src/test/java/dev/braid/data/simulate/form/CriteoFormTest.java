package dev.braid.data.simulate.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.metric.Auc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CriteoFormTest {
    private static final int C1 = 14;
    private static final Pattern PUBLISHED = Pattern.compile("[01](\t(-[12]|[0-9]*)){13}(\t([0-9a-f]{8})?){26}");

    @TempDir
    static Path home;

    private static RawTruth truth;
    private static List<String[]> rows;

    @BeforeAll
    static void simulate() throws IOException {
        truth = RawFormsTest.write(
                CriteoForm.FORM, home.resolve("criteo"), 2, "rows=40000", "vocabulary=1", "probabilities=true");
        rows = Files.readAllLines(home.resolve("criteo/train.txt")).stream()
                .map(line -> line.split("\t", -1))
                .toList();
    }

    @Test
    void rowsHaveTheColumnsOfThePublishedFile() {
        for (String[] row : rows) {
            assertEquals(40, row.length);
            assertTrue(PUBLISHED.matcher(String.join("\t", row)).matches(), () -> String.join("\t", row));
        }
    }

    @Test
    void theTrueProbabilitiesReachTheStatedAuc() throws IOException {
        List<String> secret = Files.readAllLines(home.resolve("criteo/truth/all.csv"));
        assertEquals("row,p_click", secret.get(0));
        double[] p = new double[rows.size()];
        float[] label = new float[rows.size()];
        for (int i = 0; i < p.length; i++) {
            String[] cells = secret.get(i + 1).split(",", -1);
            assertEquals(i, Integer.parseInt(cells[0]));
            p[i] = Double.parseDouble(cells[1]);
            label[i] = Float.parseFloat(rows.get(i)[0]);
        }
        assertEquals(
                Auc.of(label, p), truth.parts().get("all").best().get("click").auc(), 1e-5);
    }

    @Test
    void logitsSpreadAsThoseOfATrainedNetwork() {
        RawTruth.Logit logit = truth.logits().get(0);
        assertEquals(-1.2, logit.mean(), 0.1);
        assertEquals(1, logit.deviation(), 1e-9);
    }

    @Test
    void missingRatesAreThePublishedOnes() {
        assertEquals(0.454, missing(1), 0.02); // I1
        assertEquals(0, missing(2)); // I2
        assertEquals(0.765, missing(12), 0.02); // I12
        assertEquals(0.44, missing(C1 + 25), 0.02); // C26
        assertEquals(0.762, missing(C1 + 21), 0.02); // C22
        for (String[] row : rows) {
            assertEquals(row[1].isEmpty(), row[10].isEmpty()); // I1 and I10 are missing together
        }
    }

    private static double missing(int column) {
        return rows.stream().filter(row -> row[column].isEmpty()).count() / (double) rows.size();
    }

    @Test
    void countsHaveThePublishedMediansAndHeavyTails() {
        long[] i5 = rows.stream()
                .map(row -> row[5])
                .filter(cell -> !cell.isEmpty())
                .mapToLong(Long::parseLong)
                .sorted()
                .toArray();
        assertEquals(2813.0, (double) i5[i5.length / 2], 200);
        assertTrue(i5[i5.length - 1] > 500_000, () -> "greatest I5: " + i5[i5.length - 1]);
        assertTrue(rows.stream().anyMatch(row -> row[2].equals("-1")));
    }

    @Test
    void vocabulariesDifferAndAreSkewed() {
        assertEquals(3, values(C1 + 8).size());
        assertEquals(24, values(C1 + 5).size());
        Map<String, Integer> largest = values(C1 + 2); // 10 million
        assertTrue(largest.size() > 15_000, () -> largest.size() + " values of C3");
        assertTrue(largest.values().stream().max(Integer::compare).orElse(0) > 500);
        long once = largest.values().stream().filter(n -> n == 1).count();
        assertTrue(once > largest.size() / 2, () -> once + " of " + largest.size() + " once");
    }

    private static Map<String, Integer> values(int column) {
        Map<String, Integer> values = new HashMap<>();
        rows.stream()
                .map(row -> row[column])
                .filter(cell -> !cell.isEmpty())
                .forEach(cell -> values.merge(cell, 1, Integer::sum));
        return values;
    }
}
