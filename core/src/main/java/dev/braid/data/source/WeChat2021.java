package dev.braid.data.source;

import dev.braid.data.duck.Sql;
import dev.braid.data.raw.RawText;
import dev.braid.data.spec.DatasetSpec;
import dev.braid.data.spec.FeatureSpec;
import dev.braid.data.spec.FileFormat;
import dev.braid.data.spec.FileGroup;
import dev.braid.data.spec.Scale;
import dev.braid.data.spec.TaskSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * WeChat Big Data Challenge 2021, preliminary round: 14 days of short videos shown to users. Tasks in the order of the paper:
 * {@code read_comment}, {@code like}, {@code click_avatar}. Features are those of the challenge's baseline: ids of user, feed,
 * author and song, the device, the video's length, and how often each of seven actions was taken by the user and on the feed
 * during the seven days before: of the row's own day nothing is counted. {@code play} and {@code stay} are outcomes. Split by
 * day: training until day 12 (from day 8 on with history, so that every row has seven days behind it), 13, 14.
 */
final class WeChat2021 implements Adapter {
    static final SourceEntry<WeChat2021Options> ENTRY = new SourceEntry<>(
            "wechat-2021",
            "WeChat Big Data Challenge 2021, preliminary round",
            "WeChat Big Data Challenge 2021, algo.weixin.qq.com (wechat_algo_data1)",
            "DE-PHN, section IV (the tasks)",
            "Three tasks on videos shown to users: read_comment, like, click_avatar. History counts come from the seven days"
                    + " before a row's own. Split by day: training 8-12 (1-12 without history), validation 13, test 14."
                    + " 'predict' reads rows of the joined columns.",
            List.of("user_action.csv", "feed_info.csv"),
            WeChat2021Options.DEFAULTS,
            WeChat2021::new);

    /** The actions whose history is counted. */
    static final List<String> ACTIONS =
            List.of("read_comment", "comment", "like", "click_avatar", "forward", "follow", "favorite");

    private static final List<String> TASKS = List.of("read_comment", "like", "click_avatar");
    private static final List<String> FEED = List.of("authorid", "bgm_song_id", "bgm_singer_id");
    private static final int HISTORY_DAYS = 7;

    /** Whether a day is a whole number: a cast would round. */
    private static final String DAY = "coalesce(regexp_full_match(base.date_, '[0-9]{1,9}'), false)";

    private final WeChat2021Options options;
    private final Path actions;
    private final Path feeds;

    WeChat2021(WeChat2021Options options, RawFolder folder) {
        this.options = options;
        this.actions = folder.require("user_action.csv");
        this.feeds = folder.require("feed_info.csv");
    }

    @Override
    public DatasetSpec spec() {
        List<FeatureSpec> features = new ArrayList<>();
        features.add(category("userid"));
        features.add(category("feedid"));
        FEED.forEach(column -> features.add(category(column)));
        features.add(category("device"));
        features.add(logarithm("videoplayseconds"));
        if (options.history()) {
            ACTIONS.forEach(action -> features.add(logarithm("user_" + action)));
            ACTIONS.forEach(action -> features.add(logarithm("feed_" + action)));
        }
        return new DatasetSpec(
                ENTRY.name(),
                Map.of(),
                FileFormat.DEFAULTS,
                Map.of(
                        FileGroup.ALL,
                        Shares.ranges(
                                "date_",
                                Optional.of(Integer.toString(options.history() ? 1 + HISTORY_DAYS : 1)),
                                "13",
                                "14")),
                features,
                Optional.empty(),
                TASKS.stream()
                        .map(task -> new TaskSpec(
                                task,
                                "\"" + task + "\" = '1'",
                                Optional.empty(),
                                1,
                                Optional.empty(),
                                Optional.of("userid")))
                        .toList(),
                List.of(),
                DatasetSpec.OnBadValue.ERROR);
    }

    private FeatureSpec category(String name) {
        return new FeatureSpec.Categorical(name, Optional.empty(), options.minCount());
    }

    private static FeatureSpec logarithm(String name) {
        return new FeatureSpec.Numeric(name, Optional.empty(), Scale.of(Scale.Kind.LOG1P));
    }

    @Override
    public void stage(Intake intake) {
        List<String> columns = new ArrayList<>(List.of("userid", "feedid", "date_", "device"));
        columns.addAll(ACTIONS);
        RawText feedText = intake.open(
                feeds,
                FileFormat.DEFAULTS,
                List.of("feedid", "authorid", "videoplayseconds", "bgm_song_id", "bgm_singer_id"));
        KeyFile feed = intake.keyed("feeds", feedText, "feedid", List.of(Rule.aboveMinusOne("videoplayseconds")));
        Intake.Loaded shown = intake.load("shown", intake.open(actions, FileFormat.DEFAULTS, columns));
        List<Rule> lineRules = lineRules(feed, () -> feed.unknownKeys(intake.duck(), shown.table(), "feedid"));
        List<String> select = new ArrayList<>();
        List.of("userid", "feedid", "device").forEach(c -> select.add("base." + c));
        select.add("CASE WHEN " + DAY + " THEN TRY_CAST(base.date_ AS BIGINT) ELSE 0 END AS date_");
        ACTIONS.forEach(action -> select.add("base.\"" + action + "\""));
        FEED.forEach(column -> select.add("f." + column));
        select.add("f.videoplayseconds");
        select.add("f.feedid IS NULL AS \"braid:no_feed\"");
        String joins = " FROM base LEFT JOIN feeds f ON f.feedid = base.feedid";
        if (options.history()) {
            String sound = sound(shown, lineRules, String.join(", ", select) + joins);
            for (String who : List.of("user", "feed")) {
                history(intake, sound, who);
                ACTIONS.forEach(action ->
                        select.add("coalesce(" + who + "_days.\"" + action + "\", 0) AS " + who + "_" + action));
                joins += " LEFT JOIN " + who + "_days ON " + who + "_days.id = base." + who + "id AND " + who
                        + "_days.day = TRY_CAST(base.date_ AS BIGINT)";
            }
        }
        intake.rows(FileGroup.ALL, shown, String.join(", ", select) + joins, rules(lineRules));
        intake.duck().run("DROP TABLE " + shown.table());
    }

    /** The rows that no rule finds bad, as a table expression: a line set aside must add nothing to later days. */
    private static String sound(Intake.Loaded shown, List<Rule> lineRules, String select) {
        String bad = lineRules.stream()
                .map(rule -> "coalesce(" + Sql.expression(rule.condition()) + ", false)")
                .collect(Collectors.joining(" OR "));
        String from = select.replaceFirst("\\bFROM base\\b", "FROM " + shown.table() + " base");
        return "(SELECT * FROM (SELECT " + from + ") WHERE NOT (" + bad + "))";
    }

    private List<Rule> rules(List<Rule> lineRules) {
        List<Rule> rules = new ArrayList<>(lineRules);
        if (options.history()) {
            rules.add(Rule.leaveOut(
                    "date_ <= " + HISTORY_DAYS,
                    "a day of the first " + HISTORY_DAYS + ", which serve as history only"));
        }
        return rules;
    }

    private static List<Rule> lineRules(KeyFile feed, LongSupplier unknownKeys) {
        List<Rule> rules = new ArrayList<>(List.of(
                Rule.repeatedHeader(List.of("userid", "feedid")), Rule.present("userid"), Rule.present("feedid")));
        rules.add(Rule.bad("date_ NOT BETWEEN 1 AND 14", "'date_' must be a day from 1 to 14"));
        ACTIONS.stream().map(Rule::binary).forEach(rules::add);
        String absent = "\"braid:no_feed\"";
        rules.addAll(feed.required(
                absent, "feedid", unknownKeys, Rule.bad(absent, "no line of feed_info has the feed of this line")));
        return rules;
    }

    /** A table of the actions in the seven days before each day on which a user (a feed) appears: that day is not among them. */
    private static void history(Intake intake, String table, String who) {
        String daily = ACTIONS.stream()
                .map(a -> "count(*) FILTER (\"" + a + "\" = '1') AS \"" + a + "\"")
                .collect(Collectors.joining(", "));
        String before = ACTIONS.stream()
                .map(a -> "coalesce(sum(\"" + a + "\") OVER earlier, 0)::BIGINT AS \"" + a + "\"")
                .collect(Collectors.joining(", "));
        intake.duck()
                .run("CREATE TABLE " + who + "_days AS SELECT id, day, " + before + " FROM (SELECT " + who + "id AS id,"
                        + " date_ AS day, " + daily + " FROM " + table
                        + " GROUP BY ALL) WINDOW earlier AS (PARTITION BY id ORDER BY day RANGE"
                        + " BETWEEN " + HISTORY_DAYS + " PRECEDING AND 1 PRECEDING)");
    }

    @Override
    public List<Tally> tallies() {
        List<Tally> tallies = new ArrayList<>();
        tallies.add(Tally.rows().published(FileGroup.ALL, 7_317_882));
        ACTIONS.forEach(action -> tallies.add(Tally.of(action, "\"" + action + "\" = '1'")));
        return tallies;
    }
}
