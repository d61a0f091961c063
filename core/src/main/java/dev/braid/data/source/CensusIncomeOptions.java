package dev.braid.data.source;

import dev.braid.options.Doc;

/** What is made of the census files. */
@Doc("Census-Income (KDD)")
public record CensusIncomeOptions(
        @Doc("which pair of tasks") Group group,

        @Doc("the form of the files") Layout layout,

        @Doc("leave out the household column, some of whose values tell that a person never married")
        boolean dropHousehold,

        @Doc("another seed, another division of the test file into validation and test")
        long seed) {
    public static final CensusIncomeOptions DEFAULTS = new CensusIncomeOptions(Group.INCOME, Layout.ORIGINAL, false, 1);

    /** The pairs of tasks of the MMoE paper. */
    public enum Group {
        @Doc("income above 50,000 dollars, and never married")
        INCOME,
        @Doc("an associate's degree or more, and never married")
        EDUCATION
    }

    /** The forms of the files. */
    public enum Layout {
        @Doc("census-income.data and .test, 42 columns, no header line")
        ORIGINAL,
        @Doc("census_income_train_nominal.csv and _test_nominal.csv: a header line, no numeric columns")
        NOMINAL
    }
}
