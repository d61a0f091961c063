package dev.braid.data.source;

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

/**
 * Kevin Hillstrom's e-mail campaign (2008): did the customer visit the shop, and did a visitor buy? Small, complete and real:
 * every conversion follows a visit. What the customer spent is an outcome and no input. Split at random 70:10:20.
 */
final class Hillstrom implements Adapter {
    static final SourceEntry<HillstromOptions> ENTRY = new SourceEntry<>(
            "hillstrom",
            "MineThatData e-mail analytics challenge",
            "Kevin Hillstrom's blog MineThatData, \"The MineThatData E-Mail Analytics And Data Mining Challenge\" (2008)",
            "Hillstrom, MineThatData, 2008",
            "Two tasks on customers who got an e-mail or none: visit, and conversion of a visitor. Spend is no input.",
            List.of("hillstrom.csv"),
            HillstromOptions.DEFAULTS,
            Hillstrom::new);

    private static final List<String> CATEGORIES =
            List.of("history_segment", "mens", "womens", "zip_code", "newbie", "channel", "segment");

    private final HillstromOptions options;
    private final Path file;

    Hillstrom(HillstromOptions options, RawFolder folder) {
        this.options = options;
        this.file = folder.require("hillstrom.csv");
    }

    @Override
    public DatasetSpec spec() {
        List<FeatureSpec> features = new ArrayList<>();
        features.add(new FeatureSpec.Numeric("recency", Optional.empty(), Scale.STANDARDIZE));
        features.add(new FeatureSpec.Numeric("history", Optional.empty(), Scale.of(Scale.Kind.LOG1P)));
        CATEGORIES.forEach(c -> features.add(new FeatureSpec.Categorical(c, Optional.empty(), 1)));
        Optional<String> parent = options.space() == ConversionSpace.CLICK ? Optional.of("visit") : Optional.empty();
        return new DatasetSpec(
                ENTRY.name(),
                Map.of(),
                FileFormat.DEFAULTS,
                Map.of(FileGroup.ALL, Shares.random(0.7, 0.1, 0.2, options.seed())),
                features,
                Optional.empty(),
                List.of(
                        new TaskSpec("visit", "visit = '1'", Optional.empty(), 1, Optional.empty(), Optional.empty()),
                        new TaskSpec("conversion", "conversion = '1'", parent, 1, Optional.empty(), Optional.empty())),
                List.of(),
                DatasetSpec.OnBadValue.ERROR);
    }

    @Override
    public void stage(Intake intake) {
        List<String> columns = new ArrayList<>(CATEGORIES);
        columns.addAll(List.of("recency", "history", "visit", "conversion"));
        intake.rows(
                FileGroup.ALL,
                intake.open(file, FileFormat.DEFAULTS, columns),
                List.of(
                        Rule.binary("visit"),
                        Rule.binary("conversion"),
                        Rule.bad("visit = '0' AND conversion = '1'", "a conversion without a visit"),
                        Rule.number("recency"),
                        Rule.aboveMinusOne("history")));
    }

    @Override
    public List<Tally> tallies() {
        return List.of(
                Tally.rows().published(FileGroup.ALL, 64_000),
                Tally.of("visits", "visit = '1'").published(FileGroup.ALL, 9_394),
                Tally.of("conversions", "conversion = '1'").published(FileGroup.ALL, 578));
    }
}
