package dev.braid.data.simulate.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms as their publishers ship them; of Criteo's challenge see {@link CriteoFormTest}. */
final class PublishedFormsTest {
    @TempDir
    Path home;

    private List<String> simulated(RawForm<?> form, String file, String... sets) throws IOException {
        Path raw = home.resolve("raw");
        if (!Files.exists(raw)) {
            RawFormsTest.write(
                    form,
                    raw,
                    Stream.concat(Stream.of("vocabulary=1"), Arrays.stream(sets))
                            .toArray(String[]::new));
        }
        return TruthOfFormsTest.lines(raw.resolve(file));
    }

    private static Set<String> column(List<String> lines, String separator, int column) {
        return lines.stream()
                .map(line -> line.split(separator, -1)[column])
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void impressionsOfAliCcpShareTheCommonFeaturesOfTheirUser() throws IOException {
        List<String> skeleton = simulated(AliCcpForm.FORM, "sample_skeleton_train.csv");
        List<String> common = simulated(AliCcpForm.FORM, "common_features_train.csv");
        Set<String> keys = column(common, ",", 0);
        assertEquals(common.size(), keys.size(), "a key stands once in the common file");
        assertEquals(keys, column(skeleton, ",", 3));
        double perKey = (double) skeleton.size() / keys.size();
        assertTrue(perKey > 30 && perKey < 80, () -> perKey + " impressions per key");
        assertEquals(skeleton.size(), column(skeleton, ",", 0).size(), "samples are numbered");
    }

    @Test
    void featureListsOfAliCcpHoldThePublishedFieldsAndTheirNumber() throws IOException {
        Set<String> fields = new HashSet<>();
        for (String file : List.of("sample_skeleton_test.csv", "common_features_test.csv")) {
            for (String line : simulated(AliCcpForm.FORM, file)) {
                String[] cells = line.split(",", -1);
                String[] elements = cells[cells.length - 1].split("\u0001", -1);
                assertEquals(Integer.parseInt(cells[cells.length - 2]), elements.length);
                for (String element : elements) {
                    fields.add(element.substring(0, element.indexOf('\u0002')));
                }
            }
        }
        assertEquals(
                Set.of(
                        "101", "121", "122", "124", "125", "126", "127", "128", "129", "205", "206", "207", "216",
                        "508", "509", "702", "853", "301", "210", "109_14", "110_14", "127_14", "150_14"),
                fields);
    }

    @Test
    void searchesOfAliExpressHaveOneUserAndSeveralItems() throws IOException {
        List<String> users = simulated(AliExpressForm.FORM, "es_user_train.csv", "country=es");
        List<String> items = simulated(AliExpressForm.FORM, "es_item_train.csv");
        users.forEach(line -> assertEquals(33, line.split(",", -1).length));
        items.forEach(line -> assertEquals(49, line.split(",", -1).length));
        assertEquals(users.size(), column(users, ",", 0).size());
        assertEquals(column(users, ",", 0), column(items, ",", 0));
        assertEquals(Set.of("0", "1"), column(items, ",", 33));
        Set<String> test = column(simulated(AliExpressForm.FORM, "es_user_test.csv"), ",", 0);
        assertTrue(test.stream().noneMatch(column(users, ",", 0)::contains), "a search is in one split");
    }

    @Test
    void theAttributionLogIsInTheOrderOfTimeAndSpeaksOfUnclickedConversionsToo() throws IOException {
        List<String> lines = simulated(CriteoAttributionForm.FORM, "criteo_attribution_dataset.tsv.gz");
        assertTrue(lines.get(0).startsWith("timestamp\tuid\tcampaign\tconversion\tconversion_timestamp"));
        List<String[]> rows =
                lines.stream().skip(1).map(line -> line.split("\t", -1)).toList();
        long before = 0;
        int conversions = 0;
        int unclicked = 0;
        Map<String, String> conversionOf = new HashMap<>(); // by user and ten days, id and time
        Map<String, String> userOf = new HashMap<>();
        for (String[] row : rows) {
            assertEquals(22, row.length);
            long time = Long.parseLong(row[0]);
            assertTrue(time >= before && time < 30 * 86_400, () -> "time " + time);
            before = time;
            conversions += Integer.parseInt(row[3]);
            unclicked += row[3].equals("1") && row[7].equals("0") ? 1 : 0;
            assertEquals(row[3].equals("1"), !row[4].equals("-1"));
            if (row[3].equals("1")) {
                String user = row[1] + " " + time / 864_000;
                String conversion = row[5] + " " + row[4];
                long delay = Long.parseLong(row[4]) - time;
                assertTrue(delay > 0 && delay <= 30 * 86_400, () -> "conversion after " + delay + " s");
                assertEquals(conversion, conversionOf.merge(user, conversion, (first, again) -> first));
                assertEquals(user, userOf.merge(row[5], user, (first, again) -> first));
            }
            assertTrue(row[6].equals("0") || row[3].equals("1"), "attributed without a conversion");
        }
        assertTrue(before > 29 * 86_400);
        assertEquals(0.049, conversions / (double) rows.size(), 0.01);
        assertTrue(unclicked > 0 && unclicked < conversions / 3, () -> "unclicked conversions");
    }

    @Test
    void feedsOfWeChatAreDescribedOnceAndDaysFollowEachOther() throws IOException {
        List<String> actions = simulated(WeChatForm.FORM, "user_action.csv");
        List<String> feeds = simulated(WeChatForm.FORM, "feed_info.csv");
        feeds.forEach(line -> assertEquals(15, line.split(",", -1).length));
        Set<String> ids = column(feeds, ",", 0);
        assertEquals(feeds.size(), ids.size());
        assertEquals(106_444, feeds.size() - 1);
        assertTrue(ids.containsAll(column(actions, ",", 1)));
        List<Integer> days = actions.stream()
                .skip(1)
                .map(line -> Integer.valueOf(line.split(",", -1)[2]))
                .toList();
        assertEquals(days.stream().sorted().toList(), days);
        assertEquals(1, days.get(0));
        assertEquals(14, days.get(days.size() - 1));
        assertSkewed(actions, 1);
    }

    private static void assertSkewed(List<String> lines, int column) {
        Map<String, Long> counts = lines.stream()
                .map(line -> line.split(",", -1)[column])
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        long top = counts.values().stream().max(Long::compare).orElse(0L);
        assertTrue(top > 20 * lines.size() / counts.size(), () -> "the most popular: " + top);
    }

    @Test
    void weChatsRatesAreThePublishedOnes() throws IOException {
        List<String> lines = simulated(WeChatForm.FORM, "user_action.csv", "vocabulary=0.02");
        assertEquals(0.035, rate(lines, 4), 0.005);
        assertEquals(0.0258, rate(lines, 6), 0.005);
        assertEquals(0.00754, rate(lines, 9), 0.003);
    }

    private static double rate(List<String> lines, int column) {
        return lines.stream()
                        .skip(1)
                        .filter(line -> line.split(",", -1)[column].equals("1"))
                        .count()
                / (lines.size() - 1.0);
    }
}
