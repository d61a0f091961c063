package dev.braid.cli;

import dev.braid.data.derive.Achieved;
import dev.braid.data.source.SourceReport;
import java.io.PrintWriter;
import java.util.List;

/** What was found in the files of a public dataset, for people. */
final class SourceTables {
    private SourceTables() {}

    static void print(SourceReport report, PrintWriter out) {
        Table files = new Table("file", "good lines", "bad lines");
        report.files().forEach(f -> files.row(f.file(), Table.count(f.rows()), Table.count(f.bad())));
        files.print(out);
        report.badExamples().forEach(line -> out.println("  " + line));
        out.println();
        Table counts = new Table("files", "counted", "here", "published");
        report.counts().forEach(c -> counts.row(c.group(), c.name(), Table.count(c.counted()), published(c)));
        counts.print(out);
        report.leftOut().forEach((reason, rows) -> out.println("left out: " + Table.count(rows) + " rows: " + reason));
    }

    /** What derived tasks reach; nothing where there is nothing. */
    static void print(List<Achieved> achieved, PrintWriter out) {
        if (achieved.isEmpty()) {
            return;
        }
        Table table = new Table("derived tasks, over all rows", "here", "in the paper");
        achieved.forEach(
                a -> table.row(a.name(), Table.metric(a.here()), a.paper() == null ? "" : Table.metric(a.paper())));
        table.print(out);
        out.println();
    }

    private static String published(SourceReport.Count count) {
        Long published = count.published();
        return published == null ? "" : (count.about() ? "about " : "") + Table.count(published);
    }
}
