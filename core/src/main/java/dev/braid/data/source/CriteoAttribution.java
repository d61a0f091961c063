package dev.braid.data.source;

import dev.braid.data.spec.DatasetSpec;
import dev.braid.data.spec.FeatureSpec;
import dev.braid.data.spec.FileFormat;
import dev.braid.data.spec.FileGroup;
import dev.braid.data.spec.Scale;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Criteo's attribution log (Diemert et al., AdKDD 2017): 30 days of impressions, split by time into days 0-17, 18-21 and
 * those from 22 on. The file's {@code conversion} marks every impression within 30 days before a conversion, clicked or not, so the task
 * asks for a click, too. What is known only afterwards, or is paid for the impression, is no input: {@code attribution},
 * {@code click_pos}, {@code click_nb}, {@code conversion_*}, {@code cost}, {@code cpo}.
 */
final class CriteoAttribution implements Adapter {
    static final SourceEntry<CriteoAttributionOptions> ENTRY = new SourceEntry<>(
            "criteo-attribution",
            "Criteo attribution modelling for bidding",
            "Criteo AI Lab, \"Criteo Attribution Modeling for Bidding Dataset\"",
            "Diemert, Meynet, Galland, Lefortier, AdKDD 2017",
            "Two tasks on impressions: click, and conversion after it. Split by time: days 0-17, 18-21, and from 22 on. Columns that"
                    + " tell the outcome or the price are no inputs.",
            List.of("criteo_attribution_dataset.tsv"),
            CriteoAttributionOptions.DEFAULTS,
            CriteoAttribution::new);

    private static final int DAY = 86_400;

    /** The log is said to be of 30 days, and reaches into one more. */
    private static final int LAST_DAY = 30;

    private static final String CLICK = "click = '1'";
    private static final String CONVERTED = "conversion = '1'";

    private static final FileFormat FORMAT = new FileFormat(
            Optional.of(FileFormat.Kind.CSV), Optional.of("\t"), true, List.of(), "", List.of(), false, false);

    private final CriteoAttributionOptions options;
    private final Path file;

    CriteoAttribution(CriteoAttributionOptions options, RawFolder folder) {
        this.options = options;
        this.file = folder.require("criteo_attribution_dataset.tsv");
    }

    @Override
    public DatasetSpec spec() {
        return new DatasetSpec(
                ENTRY.name(),
                Map.of(),
                FORMAT,
                Map.of(
                        FileGroup.ALL,
                        Shares.ranges(
                                "timestamp::BIGINT",
                                Optional.of("0"),
                                Integer.toString(18 * DAY),
                                Integer.toString(22 * DAY))),
                features(),
                Optional.empty(),
                options.space().tasks(CLICK, conversion(), Optional.of("uid")),
                List.of(),
                DatasetSpec.OnBadValue.ERROR);
    }

    private String conversion() {
        String other = options.conversions() == CriteoAttributionOptions.Conversions.ATTRIBUTED
                ? " AND attribution = '1'"
                : "";
        return CLICK + " AND " + CONVERTED + other;
    }

    private List<FeatureSpec> features() {
        List<FeatureSpec> features = new ArrayList<>();
        if (options.user()) {
            features.add(category("uid", Optional.empty()));
        }
        features.add(category("campaign", Optional.empty()));
        for (int i = 1; i <= 9; i++) {
            features.add(category("cat" + i, Optional.empty()));
        }
        features.add(category("hour", Optional.of("timestamp::BIGINT % " + DAY + " // 3600")));
        features.add(new FeatureSpec.Numeric(
                "time_since_last_click",
                Optional.of("CASE WHEN time_since_last_click::DOUBLE >= 0 THEN time_since_last_click::DOUBLE END"),
                Scale.of(Scale.Kind.LOG1P)));
        return features;
    }

    private FeatureSpec category(String name, Optional<String> sql) {
        return new FeatureSpec.Categorical(name, sql, options.minCount());
    }

    @Override
    public void stage(Intake intake) {
        List<String> columns = new ArrayList<>(List.of(
                "timestamp",
                "uid",
                "campaign",
                "conversion",
                "conversion_id",
                "attribution",
                "click",
                "time_since_last_click"));
        for (int i = 1; i <= 9; i++) {
            columns.add("cat" + i);
        }
        intake.rows(
                FileGroup.ALL,
                intake.open(file, FORMAT, columns),
                List.of(
                        Rule.whole("timestamp"),
                        Rule.bad(
                                "TRY_CAST(timestamp AS BIGINT) NOT BETWEEN 0 AND " + (LAST_DAY * DAY + DAY - 1),
                                "'timestamp' must lie in the days 0 to " + LAST_DAY),
                        Rule.binary("click"),
                        Rule.binary("conversion"),
                        Rule.binary("attribution"),
                        Rule.number("time_since_last_click")));
    }

    @Override
    public List<Tally> tallies() {
        return List.of(
                Tally.rows().publishedAbout(FileGroup.ALL, 16_500_000),
                Tally.of("clicks", CLICK).publishedAbout(FileGroup.ALL, 5_900_000), // 36 %
                Tally.of("clicked and converted", conversion()),
                Tally.of("converted within 30 days, clicked or not", CONVERTED),
                Tally.distinct("conversions, each counted once", "conversion_id", CONVERTED)
                        .publishedAbout(FileGroup.ALL, 45_000));
    }
}
