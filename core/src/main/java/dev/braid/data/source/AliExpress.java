package dev.braid.data.source;

import dev.braid.data.Split;
import dev.braid.data.raw.RawText;
import dev.braid.data.spec.DatasetSpec;
import dev.braid.data.spec.FeatureSpec;
import dev.braid.data.spec.FileFormat;
import dev.braid.data.spec.FileGroup;
import dev.braid.data.spec.Scale;
import dev.braid.data.spec.SplitRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * AliExpress searches (Li et al., CIKM 2020): one row per item shown, with columns of the search's user and of the item. The
 * published files are joined by the search; the columns then are those of the MTReclib layout, so that {@code predict} reads
 * rows of it. The published division by time into training and test is kept; validation is the last tenth of the training
 * searches. Numbers were scaled by the publisher.
 */
final class AliExpress implements Adapter {
    static final SourceEntry<AliExpressOptions> ENTRY = new SourceEntry<>(
            "aliexpress",
            "AliExpress searches",
            "Tianchi dataset 74690, \"AliExpress Searching System Dataset\"",
            "Li et al., CIKM 2020",
            "Two tasks on items shown in a search: click, and conversion after it. User and item files are joined by search."
                    + " The division into training and test is the published one; the last tenth of the training searches is"
                    + " for validation. 'predict' reads rows of the MTReclib layout.",
            List.of(
                    "nl_user_train.csv, nl_item_train.csv, nl_user_test.csv, nl_item_test.csv, of another country likewise",
                    "layout=mtreclib: train.csv, test.csv"),
            AliExpressOptions.DEFAULTS,
            AliExpress::new);

    private static final int USER_COLUMNS = 33;
    private static final int ITEM_COLUMNS = 49;

    /** The item columns that hold categories; those of the user are 2..8, 32 and 33. */
    private static final List<Integer> ITEM_CATEGORIES = List.of(19, 34, 35, 36, 40, 41, 42);

    private static final List<String> CATEGORIES = Stream.of(
                    numbered("user_", 2, 8).stream(),
                    Stream.of("user_32", "user_33"),
                    ITEM_CATEGORIES.stream().map(i -> "item_" + i))
            .flatMap(s -> s)
            .toList();

    private static final List<String> NUMBERS = Stream.concat(
                    numbered("user_", 9, 31).stream(),
                    IntStream.range(2, ITEM_COLUMNS)
                            .filter(i -> !ITEM_CATEGORIES.contains(i))
                            .mapToObj(i -> "item_" + i))
            .toList();

    private static final String NO_USER = "no user row has the search of this item row";
    private static final String TRAIN_PART = "train";
    private static final String VALIDATION_PART = "validation";

    private final AliExpressOptions options;
    private final boolean raw;
    private final Map<FileGroup, Path> rows = new EnumMap<>(FileGroup.class);
    private final Map<FileGroup, Path> users = new EnumMap<>(FileGroup.class);

    AliExpress(AliExpressOptions options, RawFolder folder) {
        this.options = options;
        this.raw = options.layout() == AliExpressOptions.Layout.RAW;
        for (FileGroup group : List.of(FileGroup.TRAIN, FileGroup.TEST)) {
            if (raw) {
                String country = country();
                users.put(group, folder.require(country + "_user_" + group.label() + ".csv"));
                rows.put(group, folder.require(country + "_item_" + group.label() + ".csv"));
            } else {
                rows.put(group, folder.require(group.label() + ".csv"));
            }
        }
    }

    private String country() {
        return options.country().name().toLowerCase(Locale.ROOT);
    }

    private static List<String> numbered(String prefix, int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(i -> prefix + i).toList();
    }

    @Override
    public DatasetSpec spec() {
        List<FeatureSpec> features = new ArrayList<>();
        numbered("categorical_", 1, CATEGORIES.size())
                .forEach(c -> features.add(new FeatureSpec.Categorical(c, Optional.empty(), options.minCount())));
        numbered("numerical_", 1, NUMBERS.size())
                .forEach(n -> features.add(new FeatureSpec.Numeric(n, Optional.empty(), Scale.NONE)));
        Map<Split, List<String>> parts = new EnumMap<>(Split.class);
        parts.put(Split.TRAIN, List.of(TRAIN_PART));
        parts.put(Split.VALIDATION, List.of(VALIDATION_PART));
        return new DatasetSpec(
                raw ? ENTRY.name() + "-" + country() : ENTRY.name(),
                Map.of(),
                FileFormat.DEFAULTS,
                Map.of(FileGroup.TRAIN, new SplitRule.ByValue("part", parts, SplitRule.Others.ERROR)),
                features,
                Optional.empty(),
                options.space().tasks("click = '1'", "conversion = '1'", Optional.of("search_id")),
                List.of(),
                DatasetSpec.OnBadValue.ERROR);
    }

    @Override
    public void stage(Intake intake) {
        rows.keySet().forEach(group -> {
            if (raw) {
                stageRaw(intake, group);
            } else {
                stageJoined(intake, group);
            }
        });
    }

    private void stageRaw(Intake intake, FileGroup group) {
        String user = "users_" + group.label();
        RawText userText =
                intake.open(file(users, group), withoutHeader(numbered("user_", 1, USER_COLUMNS)), List.of());
        List<Rule> ofUsers = NUMBERS.stream()
                .filter(n -> n.startsWith("user_"))
                .map(Rule::number)
                .toList();
        KeyFile searchLines = intake.keyed(user, userText, "user_1", ofUsers);
        Intake.Loaded items = intake.load(
                "items_" + group.label(),
                intake.open(file(rows, group), withoutHeader(numbered("item_", 1, ITEM_COLUMNS)), List.of()));
        String searches = searches(intake, group, "SELECT user_1 AS search, rowid AS position FROM " + user);
        List<String> columns = new ArrayList<>(List.of("item_1 AS search_id"));
        for (int i = 0; i < CATEGORIES.size(); i++) {
            columns.add(CATEGORIES.get(i) + " AS categorical_" + (i + 1));
        }
        for (int i = 0; i < NUMBERS.size(); i++) {
            columns.add(NUMBERS.get(i) + " AS numerical_" + (i + 1));
        }
        String label = "TRY_CAST(item_49 AS DOUBLE)";
        columns.add("CASE WHEN " + label + " IN (1, 2) THEN '1' WHEN " + label + " = 0 THEN '0' END AS click");
        columns.add("CASE WHEN " + label + " = 2 THEN '1' WHEN " + label + " IN (0, 1) THEN '0' END AS conversion");
        columns.add("s.part");
        columns.add("u.user_1 AS \"braid:user\"");
        List<Rule> rules = new ArrayList<>();
        rules.add(Rule.bad("search_id IS NULL", "'item_1' is empty"));
        rules.add(Rule.bad("click IS NULL", "'item_49' must be 0, 1 or 2, and is none of them"));
        String absent = "\"braid:user\" IS NULL";
        rules.addAll(searchLines.required(absent, "search_id", () -> 0, Rule.leaveOut(absent, NO_USER)));
        // those of the user are checked where they stand, and so is told by the name they have there
        IntStream.range(0, NUMBERS.size())
                .filter(i -> NUMBERS.get(i).startsWith("item_"))
                .mapToObj(i -> Rule.number("numerical_" + (i + 1), NUMBERS.get(i)))
                .forEach(rules::add);
        intake.rows(
                group,
                items,
                String.join(", ", columns) + " FROM base LEFT JOIN " + user + " u ON u.user_1 = base.item_1 LEFT JOIN "
                        + searches + " s ON s.search = base.item_1",
                rules);
        intake.duck().run("DROP TABLE " + items.table());
        intake.duck().run("DROP TABLE " + user);
    }

    private void stageJoined(Intake intake, FileGroup group) {
        List<String> columns = new ArrayList<>(List.of("search_id"));
        columns.addAll(numbered("categorical_", 1, CATEGORIES.size()));
        columns.addAll(numbered("numerical_", 1, NUMBERS.size()));
        columns.addAll(List.of("click", "conversion"));
        Intake.Loaded joined =
                intake.load("joined_" + group.label(), intake.open(file(rows, group), FileFormat.DEFAULTS, columns));
        String searches = searches(
                intake,
                group,
                "SELECT search_id AS search, min(rowid) AS position FROM " + joined.table() + " GROUP BY search_id");
        List<Rule> rules = new ArrayList<>();
        rules.add(Rule.repeatedHeader(List.of("search_id", "click")));
        rules.add(Rule.present("search_id"));
        rules.add(Rule.binary("click"));
        rules.add(Rule.binary("conversion"));
        rules.add(Rule.bad("click = '0' AND conversion = '1'", "a conversion without a click"));
        numbers(rules);
        intake.rows(
                group,
                joined,
                String.join(", ", columns) + ", s.part FROM base LEFT JOIN " + searches
                        + " s ON s.search = base.search_id",
                rules);
        intake.duck().run("DROP TABLE " + joined.table());
    }

    private static void numbers(List<Rule> rules) {
        numbered("numerical_", 1, NUMBERS.size()).stream().map(Rule::number).forEach(rules::add);
    }

    /** A table of the searches in their order: the last tenth of the training file's is for validation. */
    private static String searches(Intake intake, FileGroup group, String positions) {
        String table = "searches_" + group.label();
        intake.duck()
                .run("CREATE TABLE " + table
                        + " AS SELECT search, CASE WHEN 10 * (row_number() OVER (ORDER BY position) -"
                        + " 1) < 9 * count(*) OVER () THEN '" + TRAIN_PART + "' ELSE '" + VALIDATION_PART
                        + "' END AS part FROM (" + positions + ")");
        return table;
    }

    private static Path file(Map<FileGroup, Path> files, FileGroup group) {
        return Optional.ofNullable(files.get(group)).orElseThrow();
    }

    private static FileFormat withoutHeader(List<String> columns) {
        return new FileFormat(
                Optional.of(FileFormat.Kind.CSV), Optional.of(","), false, columns, "", List.of(), false, false);
    }

    @Override
    public List<Tally> tallies() {
        return List.of(Tally.rows(), Tally.of("clicks", "click = '1'"), Tally.of("conversions", "conversion = '1'"));
    }
}
