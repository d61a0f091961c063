package dev.braid.data.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.data.PreparedDataset;
import dev.braid.data.SharedData;
import dev.braid.data.Split;
import dev.braid.fault.BadInput;
import dev.braid.options.OptionReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CensusIncomeTest {
    @TempDir
    Path folder;

    /** A line as the original files have it: every value but the first behind a blank. */
    static String line(int age, String education, String marital, String worker, String income) {
        String[] values = new String[42];
        Arrays.fill(values, " 0");
        values[0] = Integer.toString(age);
        values[1] = " " + worker;
        values[4] = " " + education;
        values[7] = " " + marital;
        values[24] = " 1700.09";
        values[41] = " " + income;
        return String.join(",", values);
    }

    private static final String TRAIN = String.join(
            "\n",
            line(20, "Bachelors degree(BA AB BS)", "Never married", "Private", "- 50000."),
            line(40, "Associates degree-academic program", "Divorced", "?", "50000+."),
            line(30, "Some college but no degree", "Divorced", "Private", "- 50000."),
            "");

    private Download original() {
        StringBuilder test = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            test.append(line(i, "Children", i % 2 == 0 ? "Never married" : "Divorced", "Other", "- 50000."))
                    .append('\n');
        }
        return new Download(folder).file("census-income.data", TRAIN).file("census-income.test", test.toString());
    }

    @Test
    void valuesLoseTheirLeadingBlankAndQuestionMarksAreMissing() {
        PreparedDataset census = original().prepare("census-income").dataset();
        assertEquals(
                Arrays.asList("Private", null, "Private"), Download.values(census, Split.TRAIN, "class_of_worker"));
        assertEquals(List.of("0.0", "1.0", "0.5"), Download.values(census, Split.TRAIN, "age"));
        assertEquals(List.of("0", "1", "0"), Download.labels(census, Split.TRAIN, "income"));
        assertEquals(List.of("1", "0", "0"), Download.labels(census, Split.TRAIN, "never_married"));
    }

    @Test
    void outcomesAndInstanceWeightAreNoFeatures() {
        for (String group : List.of("income", "education")) {
            List<String> features = Download.features(
                    original().prepare("census-income", "group=" + group).dataset());
            assertEquals(38, features.size());
            for (String column : List.of("education", "marital_stat", "income", "instance_weight")) {
                assertFalse(features.contains(column), column);
            }
        }
    }

    @Test
    void collegeBeginsWithAnAssociatesDegree() {
        PreparedDataset census =
                original().prepare("census-income", "group=education").dataset();
        assertEquals(List.of("1", "1", "0"), Download.labels(census, Split.TRAIN, "college"));
    }

    @Test
    void householdColumnCanBeLeftOut() {
        PreparedDataset census =
                original().prepare("census-income", "dropHousehold=true").dataset();
        assertFalse(Download.features(census).contains("detailed_household_and_family_stat"));
    }

    @Test
    void testFileIsHalved() {
        PreparedDataset census = original().prepare("census-income").dataset();
        assertEquals(3, census.rows(Split.TRAIN));
        assertEquals(40, census.rows(Split.VALIDATION) + census.rows(Split.TEST));
        assertTrue(census.rows(Split.TEST) > 10 && census.rows(Split.VALIDATION) > 10);
    }

    @Test
    void anUnknownStatusOrDegreeIsABadLineAndNoNegative() {
        for (String line : List.of(
                line(50, "Bachelors degree(BA AB BS)", "Nevermarried", "Private", "- 50000."),
                line(50, "Diploma", "Divorced", "Private", "- 50000."),
                line(50, "?", "Divorced", "Private", "- 50000."))) {
            Download download = original().file("census-income.data", TRAIN + line + "\n");
            BadInput refused = assertThrows(BadInput.class, () -> download.prepare("census-income"));
            assertTrue(
                    refused.getMessage().contains("census-income.data:4: ")
                            && refused.getMessage().contains("is none of the"),
                    refused::getMessage);
            assertEquals(3, download.prepare("census-income", 1).dataset().rows(Split.TRAIN));
        }
    }

    @Test
    void theRealNominalFilesHaveThePublishedCounts() {
        Path raw = SharedData.directory("census");
        SourcePrepare.Result result = SourcePrepare.run(
                Sources.named("census-income").open(OptionReader.of(List.of("layout=nominal")), raw),
                folder.resolve("census"),
                0,
                dev.braid.data.prepare.PrepareOptions.DEFAULTS,
                dev.braid.data.prepare.PrepareListener.NONE);
        for (SourceReport.Count count : result.report().counts()) {
            if (count.published() != null) {
                double rounding = count.about() ? 25 : 0;
                assertEquals((double) count.published(), (double) count.counted(), rounding, count::toString);
            }
        }
        assertEquals(0.432459, Download.counted(result.report(), "test", "never married") / 99_762.0, 5e-7);
        assertEquals(0.1950, Download.counted(result.report(), "test", "associate's degree or more") / 99_762.0, 5e-5);
        assertEquals(31, Download.features(result.dataset()).size());
    }
}
