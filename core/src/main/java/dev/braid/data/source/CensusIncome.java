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
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Census-Income (KDD) as the MMoE paper uses it (Ma et al., KDD 2018, section 6): two groups of two tasks. Education, marital
 * status and income are inputs in neither group; the instance weight never is. The test file is halved at random into
 * validation and test. Numbers are scaled to the range of the training file. "At least college" begins with an associate's
 * degree, which gives the correlation of labels that the paper prints.
 */
final class CensusIncome implements Adapter {
    static final SourceEntry<CensusIncomeOptions> ENTRY = new SourceEntry<>(
            "census-income",
            "Census-Income (KDD)",
            "UCI Machine Learning Repository, dataset 117, \"Census-Income (KDD)\"",
            "Ma et al., KDD 2018, section 6 (the tasks)",
            "Two tasks on people: income above 50,000 dollars (or a degree) and never married. Education, marital status"
                    + " and income are no inputs, nor is the instance weight. The test file is halved into validation and"
                    + " test.",
            List.of(
                    "census-income.data, census-income.test",
                    "layout=nominal: census_income_train_nominal.csv, census_income_test_nominal.csv"),
            CensusIncomeOptions.DEFAULTS,
            CensusIncome::new);

    private static final String HOUSEHOLD = "detailed_household_and_family_stat";
    private static final Set<String> OUTCOMES = Set.of("education", "marital_stat", "income", "instance_weight");
    private static final Set<String> NUMBERS = Set.of(
            "age",
            "wage_per_hour",
            "capital_gains",
            "capital_losses",
            "dividends_from_stocks",
            "num_persons_worked_for_employer",
            "weeks_worked_in_year");

    /** The columns of the original files, in order, named as in the nominal ones. */
    static final List<String> COLUMNS = List.of(
            "age",
            "class_of_worker",
            "detailed_industry_recode",
            "detailed_occupation_recode",
            "education",
            "wage_per_hour",
            "enroll_in_edu_inst_last_wk",
            "marital_stat",
            "major_industry_code",
            "major_occupation_code",
            "race",
            "hispanic_origin",
            "sex",
            "member_of_labor_union",
            "reason_for_unemployment",
            "full_or_part_time_employment_stat",
            "capital_gains",
            "capital_losses",
            "dividends_from_stocks",
            "tax_filer_stat",
            "region_of_previous_residence",
            "state_of_previous_residence",
            HOUSEHOLD,
            "detailed_household_summary_in_household",
            "instance_weight",
            "migration_code_change_in_msa",
            "migration_code_change_in_reg",
            "migration_code_move_within_reg",
            "live_in_this_house_1_year_ago",
            "migration_prev_res_in_sunbelt",
            "num_persons_worked_for_employer",
            "family_members_under_18",
            "country_of_birth_father",
            "country_of_birth_mother",
            "country_of_birth_self",
            "citizenship",
            "own_business_or_self_employed",
            "fill_inc_questionnaire_for_veterans_admin",
            "veterans_benefits",
            "weeks_worked_in_year",
            "year",
            "income");

    /** The published values, of which labels are made: anything else would become a 0 that nobody meant. */
    private static final List<String> MARITAL = List.of(
            "Never-married",
            "Married-civilian-spouse-present",
            "Married-spouse-absent",
            "Married-A-F-spouse-present",
            "Divorced",
            "Widowed",
            "Separated");

    private static final List<String> EDUCATION = List.of(
            "Children",
            "Less-than-1st-grade",
            "1st-2nd-3rd-or-4th-grade",
            "5th-or-6th-grade",
            "7th-and-8th-grade",
            "9th-grade",
            "10th-grade",
            "11th-grade",
            "12th-grade-no-diploma",
            "High-school-graduate",
            "Some-college-but-no-degree",
            "Associates-degree-occup-/vocational",
            "Associates-degree-academic-program",
            "Bachelors-degree(BA-AB-BS)",
            "Masters-degree(MA-MS-MEng-MEd-MSW-MBA)",
            "Prof-school-degree-(MD-DDS-DVM-LLB-JD)",
            "Doctorate-degree(PhD-EdD)");

    private static final String INCOME = "income::VARCHAR IN ('50000+.', '1')";
    private static final String NEVER_MARRIED = "marital_stat IN ('Never married', 'Never-married')";
    private static final String COLLEGE = "regexp_matches(education, '^(Associates|Bachelors|Masters|Prof|Doctorate)')";

    private final CensusIncomeOptions options;
    private final boolean original;
    private final Map<FileGroup, Path> files = new EnumMap<>(FileGroup.class);

    CensusIncome(CensusIncomeOptions options, RawFolder folder) {
        this.options = options;
        this.original = options.layout() == CensusIncomeOptions.Layout.ORIGINAL;
        files.put(FileGroup.TRAIN, folder.require(original ? "census-income.data" : "census_income_train_nominal.csv"));
        files.put(FileGroup.TEST, folder.require(original ? "census-income.test" : "census_income_test_nominal.csv"));
    }

    private FileFormat format() {
        return new FileFormat(
                Optional.of(FileFormat.Kind.CSV),
                Optional.of(","),
                !original,
                original ? COLUMNS : List.of(),
                "",
                List.of("?"),
                true,
                false);
    }

    /** Those of the form; the nominal files have no numbers. */
    private List<String> columns() {
        return COLUMNS.stream()
                .filter(column -> original || !(NUMBERS.contains(column) || column.equals("instance_weight")))
                .toList();
    }

    @Override
    public DatasetSpec spec() {
        Set<String> dropped = new HashSet<>(OUTCOMES);
        if (options.dropHousehold()) {
            dropped.add(HOUSEHOLD);
        }
        List<FeatureSpec> features = new ArrayList<>();
        columns().stream().filter(column -> !dropped.contains(column)).forEach(column -> {
            features.add(
                    NUMBERS.contains(column)
                            ? new FeatureSpec.Numeric(column, Optional.empty(), Scale.of(Scale.Kind.MINMAX))
                            : new FeatureSpec.Categorical(column, Optional.empty(), 1));
        });
        TaskSpec first =
                options.group() == CensusIncomeOptions.Group.INCOME ? task("income", INCOME) : task("college", COLLEGE);
        return new DatasetSpec(
                ENTRY.name(),
                Map.of(),
                format(),
                Map.of(FileGroup.TEST, Shares.random(0, 0.5, 0.5, options.seed())),
                features,
                Optional.empty(),
                List.of(first, task("never_married", NEVER_MARRIED)),
                List.of(),
                DatasetSpec.OnBadValue.ERROR);
    }

    private static TaskSpec task(String name, String label) {
        return new TaskSpec(name, label, Optional.empty(), 1, Optional.empty(), Optional.empty());
    }

    /** The original files have blanks where the nominal ones have hyphens. */
    private static Rule known(String column, List<String> values) {
        return Rule.bad(
                "coalesce(replace(" + column + ", ' ', '-') NOT IN ("
                        + values.stream().map(Sql::text).collect(Collectors.joining(", ")) + "), true)",
                "'" + column + "' is none of the " + values.size() + " published values, such as '" + values.get(0)
                        + "'");
    }

    @Override
    public void stage(Intake intake) {
        List<Rule> rules = new ArrayList<>();
        rules.add(Rule.bad(
                "coalesce(income NOT IN ('50000+.', '- 50000.', '0', '1'), true)",
                "'income' must be '50000+.' or '- 50000.' (1 or 0), and is neither"));
        rules.add(known("marital_stat", MARITAL));
        rules.add(known("education", EDUCATION));
        columns().stream().filter(NUMBERS::contains).map(Rule::number).forEach(rules::add);
        files.forEach((group, file) -> {
            RawText text = intake.open(file, format(), columns());
            intake.rows(group, text, rules);
        });
    }

    @Override
    public List<Tally> tallies() {
        return List.of(
                Tally.rows().published(FileGroup.TRAIN, 199_523).published(FileGroup.TEST, 99_762),
                Tally.of("income above 50,000", INCOME)
                        .published(FileGroup.TRAIN, 12_382)
                        .published(FileGroup.TEST, 6_186),
                Tally.of("never married", NEVER_MARRIED).publishedAbout(FileGroup.TEST, 43_150), // .4325
                Tally.of("associate's degree or more", COLLEGE).publishedAbout(FileGroup.TEST, 19_450)); // .1950
    }
}
