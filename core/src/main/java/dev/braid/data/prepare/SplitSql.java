package dev.braid.data.prepare;

import dev.braid.data.Split;
import dev.braid.data.duck.Sql;
import dev.braid.data.raw.Expressions;
import dev.braid.data.raw.Staging;
import dev.braid.data.spec.FileGroup;
import dev.braid.data.spec.SplitRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Which split a row belongs to, as SQL: 0, 1, 2 for the splits, {@value #DROPPED} for dropped rows, {@value #UNCLAIMED} for
 * rows that no split claims, {@value #CLAIMED_TWICE} where ranges overlap.
 */
final class SplitSql {
    static final int DROPPED = -1;
    static final int UNCLAIMED = -2;
    static final int CLAIMED_TWICE = -3;

    /** The column that holds a row's hash. */
    private static final String HASH = "\"braid:hash\"";

    /** 2^32, the number of hash values. */
    private static final long HASHES = 1L << 32;

    private SplitSql() {}

    /**
     * The query that gives each row as {@code row} and its split as {@code code}. Rows left out are dropped.
     *
     * @param first per group the first of its rows
     * @param rules per group its rule, if it has one
     */
    static String codes(Map<FileGroup, Long> first, Map<FileGroup, SplitRule> rules) {
        return "SELECT \"braid:row\" AS row, CASE WHEN " + Staging.LEFT_OUT + " > 0 THEN " + DROPPED + " ELSE "
                + of(first, rules) + " END AS code FROM (SELECT *, (" + hash(first, rules) + ") AS " + HASH + " FROM "
                + Expressions.VIEW + ")";
    }

    private static String of(Map<FileGroup, Long> first, Map<FileGroup, SplitRule> rules) {
        StringBuilder sql = new StringBuilder("CASE");
        for (Map.Entry<FileGroup, Long> group : descending(first)) {
            String inside = Optional.ofNullable(rules.get(group.getKey()))
                    .map(rule -> rule.match(SplitSql::fraction, SplitSql::value, SplitSql::range))
                    .orElseGet(() -> Integer.toString(
                            group.getKey().split().map(Split::code).orElse(UNCLAIMED)));
            sql.append(" WHEN \"braid:row\" >= ")
                    .append(group.getValue())
                    .append(" THEN ")
                    .append(inside);
        }
        return sql.append(" END").toString();
    }

    private static List<Map.Entry<FileGroup, Long>> descending(Map<FileGroup, Long> first) {
        return first.entrySet().stream()
                .sorted(Map.Entry.<FileGroup, Long>comparingByValue().reversed())
                .toList();
    }

    private static String fraction(SplitRule.ByFraction rule) {
        StringBuilder sql = new StringBuilder("CASE");
        double upTo = 0;
        int last = 0;
        for (Map.Entry<Split, Double> share : rule.fractions().entrySet()) {
            upTo += share.getValue();
            last = share.getKey().code();
            sql.append(" WHEN ")
                    .append(HASH)
                    .append(" < ")
                    .append(Math.round(upTo * HASHES))
                    .append(" THEN ")
                    .append(last);
        }
        return sql.append(" ELSE ").append(last).append(" END").toString();
    }

    /**
     * The hash of a row's position in its group, or of its key, for the groups that are split by fraction.
     *
     * @param first per group the first of its rows
     */
    private static String hash(Map<FileGroup, Long> first, Map<FileGroup, SplitRule> rules) {
        StringBuilder sql = new StringBuilder("CASE");
        descending(first).forEach(group -> sql.append(" WHEN \"braid:row\" >= ")
                .append(group.getValue())
                .append(" THEN ")
                .append(Optional.ofNullable(rules.get(group.getKey()))
                        .flatMap(rule -> rule.match(
                                f -> Optional.of(mixed(number(f, group.getValue()), f.seed())),
                                v -> Optional.<String>empty(),
                                r -> Optional.<String>empty()))
                        .orElse("0")));
        return sql.append(" ELSE 0 END").toString();
    }

    private static String number(SplitRule.ByFraction rule, long first) {
        return rule.key()
                .map(key -> "(md5_number_lower(coalesce(CAST(" + Sql.expression(key)
                        + " AS VARCHAR), '')) & 4294967295)::BIGINT")
                .orElse("(\"braid:row\" - " + first + ")");
    }

    /** Mixes a number with the seed into 32 bits, by arithmetic that no version of DuckDB changes. */
    private static String mixed(String number, long seed) {
        long salt = new SplittableRandom(seed).nextLong();
        String low = "xor(" + number + " & 4294967295, " + (salt & (HASHES - 1)) + ")";
        String high = "((" + number + " >> 32) + " + (salt >>> 33) + ")";
        String x = round("xor(" + round(low) + ", " + high + ")");
        return "xor(" + x + ", " + x + " >> 16)";
    }

    /** The multiplier has 27 bits, so that its product with 32 bits stays within 63. */
    private static String round(String x) {
        return "((xor(" + x + ", " + x + " >> 16) * 73244475) & 4294967295)";
    }

    private static String value(SplitRule.ByValue rule) {
        StringBuilder sql = new StringBuilder("CASE");
        rule.values().forEach((split, values) -> sql.append(" WHEN CAST(")
                .append(Sql.expression(rule.expression()))
                .append(" AS VARCHAR) IN (")
                .append(String.join(", ", values.stream().map(Sql::text).toList()))
                .append(") THEN ")
                .append(split.code()));
        return sql.append(" ELSE ").append(others(rule.others())).append(" END").toString();
    }

    private static String range(SplitRule.ByRange rule) {
        String x = Sql.expression(rule.expression());
        List<String> inside = rule.ranges().values().stream()
                .map(range -> "coalesce("
                        + range.from().map(from -> x + " >= " + literal(from)).orElse("true") + " AND "
                        + range.before()
                                .map(before -> x + " < " + literal(before))
                                .orElse("true") + " AND " + x
                        + " IS NOT NULL, false)")
                .toList();
        StringBuilder sql = new StringBuilder("CASE WHEN ");
        sql.append(String.join(" + ", inside.stream().map(i -> i + "::INTEGER").toList()))
                .append(" > 1 THEN ")
                .append(CLAIMED_TWICE);
        int i = 0;
        for (Split split : rule.ranges().keySet()) {
            sql.append(" WHEN ").append(inside.get(i++)).append(" THEN ").append(split.code());
        }
        return sql.append(" ELSE ").append(others(rule.others())).append(" END").toString();
    }

    /** A number as it is; anything else as a text, which DuckDB casts to the type of the other side. */
    private static String literal(String written) {
        return written.matches("[+-]?\\d+(\\.\\d+)?") ? written : Sql.text(written);
    }

    private static int others(SplitRule.Others others) {
        return others == SplitRule.Others.DROP ? DROPPED : UNCLAIMED;
    }
}
