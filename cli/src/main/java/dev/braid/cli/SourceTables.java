package dev.braid.cli;

import dev.braid.data.source.SourceReport;
import java.io.PrintWriter;

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

    private static String published(SourceReport.Count count) {
        Long published = count.published();
        return published == null ? "" : (count.about() ? "about " : "") + Table.count(published);
    }
}
