package dev.braid.data.source;

import dev.braid.data.duck.Sql;
import dev.braid.data.raw.RawText;
import dev.braid.data.spec.DatasetSpec;
import dev.braid.data.spec.FeatureSpec;
import dev.braid.data.spec.FileFormat;
import dev.braid.data.spec.FileGroup;
import dev.braid.data.spec.Ids;
import dev.braid.data.spec.Scale;
import dev.braid.data.spec.SplitRule;
import dev.braid.data.spec.ValueWeights;
import dev.braid.schema.Feature;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Ali-CCP (Ma et al., SIGIR 2018): impressions on Taobao. A row of the skeleton file holds labels and the fields of item and
 * context; those of the user and of the user's behaviour stand once in the common file and are joined by their key. Where both
 * have a field, the common file's counts. The join is DuckDB's, out of core; only the fields that the preset asks for are taken
 * along. Columns are named by field: {@code 101} is the user, {@code 205} the item; {@code D109_14} the weights of {@code 109_14}. {@code predict}
 * reads rows of these columns.
 */
final class AliCcp implements Adapter {
    static final SourceEntry<AliCcpOptions> ENTRY = new SourceEntry<>(
            "ali-ccp",
            "Ali-CCP: Alibaba click and conversion prediction",
            "Tianchi dataset 408, \"Ali-CCP: Alibaba Click and Conversion Prediction\"",
            "Ma et al., SIGIR 2018; presets: Xi et al., KDD 2021 (AITM), and torch-rechub",
            "Two tasks on impressions: click, and conversion after it. Skeleton rows are joined with the common features of"
                    + " their user. Columns are named by field: 101 is the user, 205 the item. 'predict' reads rows of these"
                    + " columns.",
            List.of(
                    "sample_skeleton_train.csv, common_features_train.csv",
                    "sample_skeleton_test.csv, common_features_test.csv"),
            AliCcpOptions.DEFAULTS,
            AliCcp::new);

    /** User, its profile; item; combinations of behaviour and item; position. One value each. */
    static final List<String> SINGLE = List.of(
            "101", "121", "122", "124", "125", "126", "127", "128", "129", "205", "206", "207", "216", "508", "509",
            "702", "853", "301");

    /** 14 days of behaviour by category, shop, brand and intention, each with a weight. */
    static final List<String> BEHAVIOUR = List.of("109_14", "110_14", "127_14", "150_14");

    /** The item's intentions, and behaviour. */
    static final List<String> MULTI =
            Stream.concat(Stream.of("210"), BEHAVIOUR.stream()).toList();

    /** The fields whose weights tell something. */
    static final List<String> WEIGHED = List.of("109_14", "110_14", "127_14", "150_14", "508", "509", "702", "853");

    private static final String WEIGHT = "D";
    private static final FileFormat SKELETON =
            format(List.of("sample_id", "click", "conversion", "common_feature_index", "feature_num", "feature_list"));
    private static final FileFormat COMMON = format(List.of("common_feature_index", "feature_num", "feature_list"));
    private static final String MALFORMED = "an element of the feature list is not field \\x02 feature \\x03 value";
    private static final String MISCOUNTED = "the feature list has not as many elements as 'feature_num' says";

    private static final String TOO_GREAT = "the feature list has a weight that is no finite number";

    private static final String NEGATIVE = "the feature list has a weight below 0";

    private final AliCcpOptions options;
    private final Map<FileGroup, Path> skeletons = new EnumMap<>(FileGroup.class);
    private final Map<FileGroup, Path> commons = new EnumMap<>(FileGroup.class);

    AliCcp(AliCcpOptions options, RawFolder folder) {
        this.options = options;
        for (FileGroup group : List.of(FileGroup.TRAIN, FileGroup.TEST)) {
            skeletons.put(group, folder.require("sample_skeleton_" + group.label() + ".csv"));
            commons.put(group, folder.require("common_features_" + group.label() + ".csv"));
        }
    }

    private static FileFormat format(List<String> columns) {
        return new FileFormat(
                Optional.of(FileFormat.Kind.CSV), Optional.of(","), false, columns, "", List.of(), false, false);
    }

    @Override
    public DatasetSpec spec() {
        List<FeatureSpec> features = new ArrayList<>();
        SINGLE.forEach(field -> features.add(category(field)));
        switch (options.preset()) {
            case AITM -> {}
            case RECHUB -> {
                MULTI.forEach(field -> features.add(category(field)));
                WEIGHED.forEach(field -> features.add(
                        new FeatureSpec.Numeric(WEIGHT + field, Optional.empty(), Scale.of(Scale.Kind.MINMAX))));
            }
            case FULL ->
                MULTI.forEach(field -> features.add(new FeatureSpec.MultiValued(
                        field,
                        Optional.empty(),
                        "|",
                        Ids.of(options.minCount()),
                        Feature.Pooling.MEAN,
                        BEHAVIOUR.contains(field)
                                ? Optional.of(new ValueWeights(WEIGHT + field, null))
                                : Optional.empty())));
        }
        boolean halved = options.preset() == AliCcpOptions.Preset.RECHUB;
        Map<FileGroup, SplitRule> split = halved
                ? Map.of(FileGroup.TEST, Shares.random(0, 0.5, 0.5, options.seed()))
                : Map.of(FileGroup.TRAIN, Shares.random(0.9, 0.1, 0, options.seed()));
        return new DatasetSpec(
                ENTRY.name(),
                Map.of(),
                FileFormat.DEFAULTS,
                split,
                features,
                Optional.empty(),
                options.space().tasks("click = '1'", "conversion = '1'", Optional.of("\"101\"")),
                List.of(),
                DatasetSpec.OnBadValue.ERROR);
    }

    private FeatureSpec category(String field) {
        return new FeatureSpec.Categorical(field, Optional.empty(), options.minCount());
    }

    /** The columns of a row by name, each as SQL over a feature list. */
    private List<Map.Entry<String, String>> columns(String list) {
        FeatureList elements = new FeatureList(list);
        List<Map.Entry<String, String>> columns = new ArrayList<>();
        SINGLE.forEach(field -> columns.add(Map.entry(field, elements.last(field))));
        switch (options.preset()) {
            case AITM -> {}
            case RECHUB -> {
                MULTI.forEach(field -> columns.add(Map.entry(field, elements.last(field))));
                WEIGHED.forEach(field -> columns.add(Map.entry(WEIGHT + field, elements.lastValue(field))));
            }
            case FULL -> {
                MULTI.forEach(field -> columns.add(Map.entry(field, elements.greatest(field, options.maxValues()))));
                BEHAVIOUR.forEach(field ->
                        columns.add(Map.entry(WEIGHT + field, elements.greatestValues(field, options.maxValues()))));
            }
        }
        return columns;
    }

    @Override
    public void stage(Intake intake) {
        skeletons.forEach((group, skeleton) -> {
            KeyFile lines = commonLines(intake, group);
            RawText text = intake.open(skeleton, SKELETON, List.of());
            Intake.Loaded base = intake.load("skeleton_" + group.label(), text);
            List<Rule> rules =
                    rules(lines, () -> lines.unknownKeys(intake.duck(), base.table(), "common_feature_index"));
            String common = common(intake, group, lines);
            FeatureList list = new FeatureList("base.feature_list");
            String fields = columns("base.feature_list").stream()
                    .map(c ->
                            "coalesce(c." + Sql.name(c.getKey()) + ", " + c.getValue() + ") AS " + Sql.name(c.getKey()))
                    .collect(Collectors.joining(", "));
            intake.rows(
                    group,
                    base,
                    "base.click, base.conversion, " + fields + ", " + list.wellFormed() + " AS \"braid:formed\", "
                            + list.sizeIs("base.feature_num") + " AS \"braid:whole\", " + list.tooGreat()
                            + " AS \"braid:great\", " + negative(list)
                            + " AS \"braid:negative\", base.common_feature_index AS \"braid:key\", c.key IS NULL AS"
                            + " \"braid:unknown\" FROM base LEFT JOIN "
                            + common
                            + " c ON c.key = base.common_feature_index",
                    rules);
            intake.duck().run("DROP TABLE " + base.table());
            intake.duck().run("DROP TABLE " + common);
        });
    }

    /** Whether a list has a weight below 0 where weights are read. */
    private String negative(FeatureList list) {
        return options.preset() == AliCcpOptions.Preset.FULL ? list.negative(BEHAVIOUR) : "false";
    }

    private List<Rule> rules(KeyFile common, LongSupplier unknownKeys) {
        List<Rule> rules = new ArrayList<>(List.of(
                Rule.binary("click"),
                Rule.binary("conversion"),
                Rule.bad("NOT \"braid:formed\"", MALFORMED),
                Rule.bad("NOT \"braid:whole\"", MISCOUNTED),
                Rule.bad("\"braid:great\"", TOO_GREAT),
                Rule.bad("\"braid:negative\"", NEGATIVE)));
        String unknown = "\"braid:unknown\"";
        rules.addAll(common.required(
                unknown,
                "\"braid:key\"",
                unknownKeys,
                Rule.bad(unknown, "no line of the common features has the key of this line")));
        if (options.dropUnclicked()) {
            rules.add(Rule.leaveOut("click = '0' AND conversion = '1'", "a conversion without a click"));
        }
        return rules;
    }

    private KeyFile commonLines(Intake intake, FileGroup group) {
        FeatureList list = new FeatureList("feature_list");
        Path file = Optional.ofNullable(commons.get(group)).orElseThrow();
        return intake.keyed(
                "common_" + group.label() + "_lines",
                intake.open(file, COMMON, List.of()),
                "common_feature_index",
                List.of(
                        Rule.bad("NOT " + list.wellFormed(), MALFORMED),
                        Rule.bad("NOT " + list.sizeIs("feature_num"), MISCOUNTED),
                        Rule.bad(list.tooGreat(), TOO_GREAT),
                        Rule.bad(negative(list), NEGATIVE)));
    }

    /** A table of the common features' columns by key. */
    private String common(Intake intake, FileGroup group, KeyFile lines) {
        String table = "common_" + group.label();
        String fields = columns("feature_list").stream()
                .map(c -> c.getValue() + " AS " + Sql.name(c.getKey()))
                .collect(Collectors.joining(", "));
        intake.duck()
                .run("CREATE TABLE " + table + " AS SELECT common_feature_index AS key, " + fields + " FROM "
                        + lines.table());
        intake.duck().run("DROP TABLE " + lines.table());
        return table;
    }

    @Override
    public List<Tally> tallies() {
        return List.of(
                Tally.rows().publishedAbout(FileGroup.TRAIN, 42_300_134).publishedAbout(FileGroup.TEST, 43_016_839),
                Tally.of("clicks", "click = '1'").publishedAbout(FileGroup.ALL, 3_400_000),
                Tally.of("conversions", "conversion = '1'").publishedAbout(FileGroup.ALL, 18_000),
                Tally.of("conversions without a click", "click = '0' AND conversion = '1'"));
    }
}
