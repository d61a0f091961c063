package dev.braid.data.source;

import dev.braid.data.spec.DatasetSpec;
import dev.braid.data.spec.FeatureSpec;
import dev.braid.data.spec.FileFormat;
import dev.braid.data.spec.FileGroup;
import dev.braid.data.spec.TaskSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Criteo's display advertising challenge: one task, click, of 13 counts and 26 hashed categories. Counts become categories as
 * in the winning entry's recipe: ⌊ln(x)²⌋ above 2, else {@code SP} and x itself, so that the two share no category. Split at random 80:10:10, because the file has no time.
 */
final class Criteo implements Adapter {
    static final SourceEntry<CriteoOptions> ENTRY = new SourceEntry<>(
            "criteo",
            "Criteo display advertising challenge",
            "Criteo AI Lab, \"Kaggle Display Advertising Challenge dataset\"",
            "Juan et al., RecSys 2016 (the recipe for counts)",
            "One task: click. The 13 counts become categories: floor(ln(x)^2) above 2, else x itself (as SPx). Random split 80:10:10.",
            List.of("train.txt"),
            CriteoOptions.DEFAULTS,
            Criteo::new);

    static final int COUNTS = 13;
    private static final int CATEGORIES = 26;

    private final CriteoOptions options;
    private final Path file;

    Criteo(CriteoOptions options, RawFolder folder) {
        this.options = options;
        this.file = folder.require("train.txt");
    }

    private FileFormat format() {
        List<String> columns = new ArrayList<>(List.of("label"));
        features().forEach(feature -> columns.add(feature.name()));
        return new FileFormat(
                Optional.of(FileFormat.Kind.CSV),
                Optional.of("\t"),
                false,
                columns,
                "",
                List.of(),
                false,
                options.padShortRows());
    }

    private List<FeatureSpec> features() {
        List<FeatureSpec> features = new ArrayList<>();
        for (int i = 1; i <= COUNTS; i++) {
            String x = "TRY_CAST(I" + i + " AS DOUBLE)";
            String bucket = "CASE WHEN " + x + " > 2 THEN TRY_CAST(floor(ln(" + x + ") * ln(" + x
                    + ")) AS BIGINT)::VARCHAR WHEN " + x + " = floor(" + x + ") THEN 'SP' || TRY_CAST(" + x
                    + " AS BIGINT) END";
            features.add(new FeatureSpec.Categorical("I" + i, Optional.of(bucket), options.minCount()));
        }
        for (int i = 1; i <= CATEGORIES; i++) {
            features.add(new FeatureSpec.Categorical("C" + i, Optional.empty(), options.minCount()));
        }
        return features;
    }

    @Override
    public DatasetSpec spec() {
        return new DatasetSpec(
                ENTRY.name(),
                Map.of(),
                format(),
                Map.of(FileGroup.ALL, Shares.random(0.8, 0.1, 0.1, options.seed())),
                features(),
                Optional.empty(),
                List.of(new TaskSpec("click", "label = '1'", Optional.empty(), 1, Optional.empty(), Optional.empty())),
                List.of(),
                DatasetSpec.OnBadValue.ERROR);
    }

    @Override
    public void stage(Intake intake) {
        List<Rule> rules = new ArrayList<>(List.of(Rule.binary("label")));
        for (int i = 1; i <= COUNTS; i++) {
            rules.add(Rule.wholeOrEmpty("I" + i));
        }
        intake.rows(FileGroup.ALL, intake.open(file, format(), List.of()), rules);
    }

    @Override
    public List<Tally> tallies() {
        return List.of(
                Tally.rows().published(FileGroup.ALL, 45_840_617),
                Tally.of("clicks", "label = '1'").publishedAbout(FileGroup.ALL, 11_700_000));
    }
}
