package dev.braid.data.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Small sound files of every form that Braid reads. */
final class SoundFiles {
    private static final int ROWS = RawForm.ROWS;

    private SoundFiles() {}

    private static String shop(int i) {
        return (i % 4 + 1) + ",city" + i % 3 + "," + i * 0.5 + "," + i / 4 % 2;
    }

    static List<RawForm> all() {
        return List.of(
                criteo(),
                aliCcpSkeleton(),
                aliCcpCommon(),
                aliExpressItems(),
                aliExpressUsers(),
                mtreclib(),
                census(),
                nominalCensus(),
                criteoAttribution(),
                hillstrom(),
                actions(),
                feeds(),
                spec());
    }

    private static RawForm spec() {
        return new RawForm(
                "spec",
                Optional.empty(),
                List.of(),
                Map.of(),
                "rows.csv",
                "day,city,price,click",
                ",",
                true,
                SoundFiles::shop,
                3,
                -1,
                2,
                1);
    }

    private static RawForm adapter(
            String name,
            String source,
            String sets,
            Map<String, String> others,
            String file,
            String header,
            String separator,
            IntFunction<String> line,
            int... fields) {
        return new RawForm(
                name,
                Optional.of(source),
                sets.isEmpty() ? List.of() : List.of(sets.split(" ")),
                others,
                file,
                header,
                separator,
                !header.isEmpty() && !source.startsWith("c"),
                line,
                fields[0],
                fields[1],
                fields[2],
                fields[3]);
    }

    private static String text(IntFunction<String> line) {
        return IntStream.range(0, ROWS).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
    }

    private static RawForm criteo() {
        return adapter(
                "criteo",
                "criteo",
                "minCount=1",
                Map.of(),
                "train.txt",
                "",
                "\t",
                i -> CriteoTest.line(i % 4 == 0 ? 1 : 0, Integer.toString(i % 5), "68fd1e6" + i % 3),
                0,
                -1,
                1,
                14);
    }

    private static String skeleton(int i) {
        return i + "," + i % 2 + "," + (i % 4 == 1 ? 1 : 0) + ",k" + i % 2
                + ",2,205\u0002i\u00031.0\u0001206\u0002c\u00032.0";
    }

    private static String common(int i) {
        return "k" + i + ",1,101\u0002u" + i + "\u00031.0";
    }

    private static Map<String, String> aliCcp(String without) {
        Map<String, String> files = new LinkedHashMap<>();
        for (String part : List.of("train", "test")) {
            files.put("sample_skeleton_" + part + ".csv", text(SoundFiles::skeleton));
            files.put("common_features_" + part + ".csv", text(SoundFiles::common));
        }
        files.remove(without);
        return files;
    }

    private static RawForm aliCcpSkeleton() {
        String file = "sample_skeleton_train.csv";
        return adapter(
                "ali-ccp, skeleton",
                "ali-ccp",
                "minCount=1",
                aliCcp(file),
                file,
                "",
                ",",
                SoundFiles::skeleton,
                1,
                2,
                -1,
                0);
    }

    private static RawForm aliCcpCommon() {
        String file = "common_features_test.csv";
        return adapter(
                "ali-ccp, common",
                "ali-ccp",
                "minCount=1",
                aliCcp(file),
                file,
                "",
                ",",
                SoundFiles::common,
                -1,
                -1,
                -1,
                0);
    }

    private static String numbers(String search, int columns, String last) {
        return search + ","
                + IntStream.range(2, columns).mapToObj(Integer::toString).collect(Collectors.joining(",")) + "," + last;
    }

    private static String items(int i) {
        return numbers("s" + i / 2, 49, Integer.toString(i % 3));
    }

    private static String users(int i) {
        return numbers("s" + i, 33, "33");
    }

    private static Map<String, String> aliExpress(String without) {
        Map<String, String> files = new LinkedHashMap<>();
        for (String part : List.of("train", "test")) {
            files.put("nl_user_" + part + ".csv", text(SoundFiles::users));
            files.put("nl_item_" + part + ".csv", text(SoundFiles::items));
        }
        files.remove(without);
        return files;
    }

    private static RawForm aliExpressItems() {
        String file = "nl_item_train.csv";
        return adapter(
                "aliexpress, items",
                "aliexpress",
                "",
                aliExpress(file),
                file,
                "",
                ",",
                SoundFiles::items,
                48,
                -1,
                1,
                18);
    }

    private static RawForm aliExpressUsers() {
        String file = "nl_user_test.csv";
        return adapter(
                "aliexpress, users",
                "aliexpress",
                "",
                aliExpress(file),
                file,
                "",
                ",",
                SoundFiles::users,
                -1,
                -1,
                8,
                1);
    }

    private static RawForm mtreclib() {
        String header = "search_id,"
                + IntStream.rangeClosed(1, 16).mapToObj(i -> "categorical_" + i).collect(Collectors.joining(",")) + ","
                + IntStream.rangeClosed(1, 63).mapToObj(i -> "numerical_" + i).collect(Collectors.joining(","))
                + ",click,conversion";
        IntFunction<String> line = i -> numbers("s" + i / 2, 80, "0.5") + "," + i % 2 + "," + (i % 4 == 1 ? 1 : 0);
        return adapter(
                "aliexpress, mtreclib",
                "aliexpress",
                "layout=mtreclib",
                Map.of("test.csv", header + "\n" + text(line)),
                "train.csv",
                header,
                ",",
                line,
                80,
                81,
                17,
                1);
    }

    private static RawForm census() {
        IntFunction<String> line = i -> CensusIncomeTest.line(
                i, "Children", i % 2 == 0 ? "Never married" : "Divorced", "Other", i % 3 == 0 ? "50000+." : "- 50000.");
        return adapter(
                "census-income",
                "census-income",
                "",
                Map.of("census-income.test", text(line)),
                "census-income.data",
                "",
                ",",
                line,
                41,
                -1,
                0,
                1);
    }

    private static RawForm nominalCensus() {
        List<String> numbers = List.of(
                "age",
                "wage_per_hour",
                "capital_gains",
                "capital_losses",
                "dividends_from_stocks",
                "num_persons_worked_for_employer",
                "weeks_worked_in_year",
                "instance_weight");
        List<String> columns = CensusIncome.COLUMNS.stream()
                .filter(column -> !numbers.contains(column))
                .toList();
        IntFunction<String> line = i -> columns.stream()
                .map(column -> switch (column) {
                    case "income" -> Integer.toString(i % 3 == 0 ? 1 : 0);
                    case "education" -> "Children";
                    case "marital_stat" -> i % 2 == 0 ? "Never-married" : "Divorced";
                    default -> "v" + i % 3;
                })
                .collect(Collectors.joining(","));
        String header = String.join(",", columns);
        return adapter(
                "census-income, nominal",
                "census-income",
                "layout=nominal",
                Map.of("census_income_test_nominal.csv", header + "\n" + text(line)),
                "census_income_train_nominal.csv",
                header,
                ",",
                line,
                columns.size() - 1,
                -1,
                -1,
                0);
    }

    private static RawForm criteoAttribution() {
        String header =
                "timestamp,uid,campaign,conversion,conversion_timestamp,conversion_id,attribution,click,click_pos,"
                        + "click_nb,cost,cpo,time_since_last_click,cat1,cat2,cat3,cat4,cat5,cat6,cat7,cat8,cat9";
        IntFunction<String> line = i -> (i * 60_000) + ",u" + i % 5 + ",c," + i / 2 % 2 + ",-1,-1,0," + i % 2
                + ",-1,-1,0.1,0.2," + i + ",1,2,3,4,5,6,7,8,9";
        return adapter(
                "criteo-attribution",
                "criteo-attribution",
                "",
                Map.of(),
                "criteo_attribution_dataset.tsv",
                header.replace(',', '\t'),
                "\t",
                i -> line.apply(i).replace(',', '\t'),
                7,
                -1,
                12,
                2);
    }

    private static RawForm hillstrom() {
        return adapter(
                "hillstrom",
                "hillstrom",
                "",
                Map.of(),
                "hillstrom.csv",
                "recency,history_segment,history,mens,womens,zip_code,newbie,channel,segment,visit,conversion,spend",
                ",",
                i -> i % 12 + ",\"1) $0, - $100\"," + i * 1.5 + ",1,0,Urban,0,Web,No E-Mail," + i % 2 + ","
                        + (i % 4 == 1 ? 1 : 0) + ",0",
                9,
                10,
                0,
                7);
    }

    private static final String ACTION_COLUMNS =
            "userid,feedid,date_,device,read_comment,comment,like,play,stay,click_avatar,forward,follow,favorite";
    private static final String FEED_COLUMNS = "feedid,authorid,videoplayseconds,description,bgm_song_id,bgm_singer_id";

    private static String actions(int i) {
        return "u" + i % 4 + ",f" + i % 40 + "," + (i % 14 + 1) + ",2," + i / 14 % 2 + ",0," + i / 14 % 2
                + ",1000,2000," + i / 14 % 2 + ",0,0,0";
    }

    private static String feeds(int i) {
        return "f" + i + ",a" + i % 5 + ",10,text,s,g";
    }

    private static RawForm actions() {
        return adapter(
                "wechat-2021, actions",
                "wechat-2021",
                "",
                Map.of("feed_info.csv", FEED_COLUMNS + "\n" + text(SoundFiles::feeds)),
                "user_action.csv",
                ACTION_COLUMNS,
                ",",
                SoundFiles::actions,
                4,
                -1,
                2,
                0);
    }

    private static RawForm feeds() {
        return adapter(
                "wechat-2021, feeds",
                "wechat-2021",
                "",
                Map.of("user_action.csv", ACTION_COLUMNS + "\n" + text(SoundFiles::actions)),
                "feed_info.csv",
                FEED_COLUMNS,
                ",",
                SoundFiles::feeds,
                -1,
                -1,
                2,
                3);
    }
}
