package dev.braid.cli;

import dev.braid.data.Split;
import dev.braid.data.profile.ColumnProfile;
import dev.braid.data.profile.ColumnProfile.Spread;
import dev.braid.data.profile.ColumnProfile.TopValue;
import dev.braid.data.profile.LabelPair;
import dev.braid.data.profile.Profile;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of a dataset, and how its labels go together, as tables for people of at most 120 characters' width. */
final class ProfileTables {
    private static final int WIDTH = 120;
    private static final int NAME = 25;
    private static final int VALUE = 24;
    private static final String NONE = "-";

    private final Profile profile;

    ProfileTables(Profile profile) {
        this.profile = profile;
    }

    void print(PrintWriter out) {
        printColumns(out);
        printShares(out);
        printTop(out);
        printNumbers(out);
        printPairs(out);
    }

    private void printColumns(PrintWriter out) {
        Table table = new Table("feature", "kind", "ids by", "ids", "used in training", "embedding shared as");
        for (ColumnProfile column : profile.columns()) {
            table.row(
                    name(column.feature()),
                    column.kind().label(),
                    column.naming() == null ? NONE : column.naming().label(),
                    count(column.ids()),
                    count(column.used()),
                    column.embedding() == null ? NONE : name(column.embedding()));
        }
        out.println();
        table.print(out);
    }

    private void printShares(PrintWriter out) {
        List<String> header = new ArrayList<>(List.of("feature"));
        for (Split split : Split.values()) {
            header.add("missing " + split.label());
        }
        for (Split split : Split.values()) {
            header.add((split == Split.TRAIN ? "rare " : "unseen ") + split.label());
        }
        Table table = new Table(header.toArray(String[]::new));
        for (ColumnProfile column : profile.columns()) {
            List<String> row = new ArrayList<>(List.of(name(column.feature())));
            for (Split split : Split.values()) {
                row.add(share(column.missing(), split));
            }
            for (Split split : Split.values()) {
                row.add(share(column.unseen(), split));
            }
            table.row(row.toArray(String[]::new));
        }
        out.println();
        table.print(out);
    }

    private void printTop(PrintWriter out) {
        Table table = new Table("feature", "most frequent in training").left();
        boolean any = false;
        for (ColumnProfile column : profile.columns()) {
            if (!column.top().isEmpty()) {
                table.row(name(column.feature()), top(column.top()));
                any = true;
            }
        }
        if (any) {
            out.println();
            table.print(out);
        }
    }

    /** As many of the values as fit into the line. */
    private static String top(List<TopValue> values) {
        StringBuilder line = new StringBuilder();
        for (TopValue value : values) {
            String text = value.value() == null ? "#" + value.id() : value(value.value());
            String entry = (line.isEmpty() ? "" : " | ") + text + " " + Table.percent(value.share());
            if (line.length() + entry.length() > WIDTH - NAME - 2) {
                break;
            }
            line.append(entry);
        }
        return line.toString();
    }

    private void printNumbers(PrintWriter out) {
        Table table = new Table("numbers in training", "min", "mean", "max", "deviation");
        boolean any = false;
        for (ColumnProfile column : profile.columns()) {
            String name = name(column.feature());
            any |= spread(table, name, column.numbers());
            any |= spread(table, name + ": values per row", column.lengths());
            any |= spread(table, name + ": weights", column.weights());
        }
        if (any) {
            out.println();
            table.print(out);
        }
    }

    private static boolean spread(Table table, String name, @Nullable Spread spread) {
        if (spread == null) {
            return false;
        }
        table.row(name, number(spread.min()), number(spread.mean()), number(spread.max()), number(spread.deviation()));
        return true;
    }

    private void printPairs(PrintWriter out) {
        if (profile.labelPairs().isEmpty()) {
            return;
        }
        Table table = new Table("labels", "", "Pearson", "cosine", "common rows", "both positive");
        boolean undefined = false;
        for (LabelPair pair : profile.labelPairs()) {
            table.row(
                    name(pair.first()),
                    name(pair.second()),
                    Table.metric(pair.pearson()),
                    Table.metric(pair.cosine()),
                    Table.count(pair.rows()),
                    Table.count(pair.bothPositives()));
            undefined |= pair.pearson() == null || pair.cosine() == null;
        }
        out.println();
        table.print(out);
        out.println("Over the training rows where both tasks have a label.");
        if (undefined) {
            out.println("Undefined where a label is constant in these rows, as a parent's is in its child's space;");
            out.println("a virtual gradient takes 0 there.");
        }
    }

    private static String count(@Nullable Long value) {
        return value == null ? NONE : Table.count(value);
    }

    private static String share(@Nullable Map<String, Double> shares, Split split) {
        return shares == null ? NONE : Table.percent(shares.get(split.label()));
    }

    private static String number(@Nullable Double value) {
        return value == null ? "undefined" : String.format(Locale.ROOT, "%.6g", value);
    }

    /** Columns of one table often differ at the end of their names only. */
    private static String name(String text) {
        return cut(text, NAME, NAME / 2);
    }

    private static String value(String text) {
        return cut(text, VALUE, 0);
    }

    /**
     * A text on one line and of limited length, whatever a file holds.
     *
     * @param tail characters kept of its end where it is cut
     */
    private static String cut(String text, int length, int tail) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        int all = plain.codePointCount(0, plain.length());
        if (all <= length) {
            return plain;
        }
        return plain.substring(0, plain.offsetByCodePoints(0, length - 1 - tail)) + "…"
                + plain.substring(plain.offsetByCodePoints(0, all - tail));
    }
}
