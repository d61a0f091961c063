package dev.braid.bench;

import dev.braid.report.Markdown;
import java.util.List;
import java.util.Locale;

/** The page of {@link ScaleResults}. */
public final class ScalePage {
    private static final double GB = 1024;

    private ScalePage() {}

    /**
     * The page, Markdown.
     *
     * @param command what wrote it
     * @param sets options of the trainings beyond {@link EpochBench#MODEL}
     */
    public static String of(String command, ScaleResults results, List<String> sets) {
        Markdown page = new Markdown();
        page.heading(1, "Data larger than memory").paragraph("Written by").command(command);
        page.paragraph(String.format(
                Locale.ROOT,
                "Rows are simulated in the form of Criteo's challenge (`braid simulate --like criteo`): 13 counts and 26"
                        + " categories, vocabularies of the published sizes. Each line was measured in a process of its own."
                        + " Peak memory is the largest resident memory (`VmHWM`) of that process: heap, libtorch and DuckDB"
                        + " together. The machine: %d processors, %s.",
                Runtime.getRuntime().availableProcessors(),
                results.tables().get(0).step().engine()));
        simulated(page, results.simulated());
        prepared(page, results.prepared());
        joined(page, results.joined());
        described(page, results.described());
        read(page, results.read());
        trained(page, results, sets);
        tables(page, results.tables());
        return page.toString();
    }

    private static void simulated(Markdown page, List<ScaleStudy.Simulated> simulated) {
        page.heading(2, "Simulate")
                .paragraph(
                        "`braid simulate --like FORM --rows N`: raw files as they are published, the start of the JVM included. The"
                                + " aim is 200,000 rows/s for the simple ones. `braid bench simulate --like FORM --rows N --work DIR`"
                                + " measures one.");
        page.header("form", "rows", "MB", "seconds", "rows/s", "CPU seconds", "peak memory, GB");
        for (ScaleStudy.Simulated one : simulated) {
            page.row(
                    one.form(),
                    Markdown.number("%,.0f", (double) one.rows()),
                    Markdown.number("%,.0f", one.bytes() / 1e6),
                    Markdown.number("%.1f", one.seconds()),
                    Markdown.number("%,.0f", one.rowsPerSecond()),
                    Markdown.number("%.1f", one.cpuSeconds()),
                    memory(one.peakMemoryMb()));
        }
        page.end();
    }

    private static void joined(Markdown page, ScaleStudy.Prepared joined) {
        page.paragraph(String.format(
                Locale.ROOT,
                "Ali-CCP's files have to be joined: each row with the line of common features that it names. With `--source"
                        + " ali-ccp --memory %s`, %,d simulated rows in %,.0f MB of text took %.0f s (%,.0f rows/s, %.0f CPU"
                        + " seconds) and at most %s GB in all; what DuckDB may not hold it puts on the disk. `braid bench prepare"
                        + " --like ali-ccp --rows N --memory %s --work DIR` measures it.",
                ScaleStudy.JOIN_MEMORY,
                joined.rows(),
                joined.rawBytes() / 1e6,
                joined.seconds(),
                joined.rowsPerSecond(),
                joined.cpuSeconds(),
                memory(joined.peakMemoryMb()),
                ScaleStudy.JOIN_MEMORY));
    }

    private static void described(Markdown page, List<ScaleStudy.Described> described) {
        page.heading(2, "Describe")
                .paragraph("`braid describe DATASET`: the profile of every column and task of what was prepared.");
        page.header("rows", "seconds", "CPU seconds", "peak memory, GB");
        for (ScaleStudy.Described one : described) {
            page.row(
                    Markdown.number("%,.0f", (double) one.rows()),
                    Markdown.number("%.1f", one.seconds()),
                    Markdown.number("%.1f", one.cpuSeconds()),
                    memory(one.peakMemoryMb()));
        }
        page.end();
    }

    private static void prepared(Markdown page, List<ScaleStudy.Prepared> prepared) {
        page.heading(2, "Prepare")
                .paragraph("`braid prepare --source criteo --memory " + ScaleStudy.CRITEO_MEMORY
                        + "`: from text to Parquet, vocabularies learned on the"
                        + " way; the start of the JVM is included. `braid bench prepare --rows N --work DIR` measures one"
                        + " size.");
        page.header("rows", "seconds", "rows/s", "CPU seconds", "peak memory, GB");
        for (ScaleStudy.Prepared one : prepared) {
            page.row(
                    Markdown.number("%,.0f", (double) one.rows()),
                    Markdown.number("%.0f", one.seconds()),
                    Markdown.number("%,.0f", one.rowsPerSecond()),
                    Markdown.number("%.0f", one.cpuSeconds()),
                    memory(one.peakMemoryMb()));
        }
        page.end();
        ScaleStudy.Prepared first = prepared.get(0);
        ScaleStudy.Prepared last = prepared.get(prepared.size() - 1);
        page.paragraph(String.format(
                Locale.ROOT,
                "%.0f times the rows take %.1f times the time, and %.1f times the CPU seconds, which do not change where"
                        + " others use the machine.",
                (double) last.rows() / first.rows(),
                last.seconds() / first.seconds(),
                last.cpuSeconds() / first.cpuSeconds()));
    }

    private static void read(Markdown page, List<ReadBench.Result> read) {
        page.heading(2, "Read")
                .paragraph(
                        "One pass over the training split in random order, batches of 4096, nothing else done: from the"
                                + " Parquet parts, and from columns that are in memory already. `braid bench read --rows N --work DIR"
                                + " --cached`.");
        page.header("training rows", "rows/s, streamed", "rows/s, from memory", "peak memory when streamed, GB");
        for (ReadBench.Result one : read) {
            page.row(
                    Markdown.number("%,.0f", (double) one.rows()),
                    Markdown.number("%,.0f", one.streamedRowsPerSecond()),
                    Markdown.number("%,.0f", one.cachedRowsPerSecond()),
                    memory(one.peakMemoryMb()));
        }
        page.end();
    }

    private static void trained(Markdown page, ScaleResults results, List<String> sets) {
        page.heading(2, "Train")
                .paragraph(
                        "One epoch of MMoE with `" + String.join("`, `", EpochBench.MODEL) + "`"
                                + (sets.isEmpty() ? "" : ", `" + String.join("`, `", sets) + "`")
                                + "; evaluation and checkpoint follow it and count for memory, not for time. `braid bench train --rows"
                                + " N --work DIR --set train.cacheGb=0` streams; a larger `train.cacheGb` holds the split in memory.");
        page.header(
                "rows come from",
                "rows timed",
                "embedding rows",
                "rows/s",
                "of the GEMM limit",
                "waiting for rows",
                "peak memory, GB");
        epoch(
                page,
                "files, process held to " + ScaleStudy.BOUND_GB + " GB"
                        + results.streamedBound()
                                .map(kind -> " (" + kind + ")")
                                .orElse(": not possible here, so only measured"),
                results.streamed());
        epoch(page, "memory", results.inMemory());
        page.end();
        page.paragraph(compared(results));
    }

    private static String compared(ScaleResults results) {
        EpochBench.Result streamed = results.streamed();
        EpochBench.Result inMemory = results.inMemory();
        double ratio = streamed.rowsPerSecond() / inMemory.rowsPerSecond();
        double ofLimit = streamed.fractionOfGemmLimit() / inMemory.fractionOfGemmLimit();
        return String.format(
                Locale.ROOT,
                "Streaming reaches %.0f %% of the rows/s from memory%s; the aim is 90 %% at least%s Where others use the machine,"
                        + " rows/s differ from one minute to the next: as fractions of the limit, which is measured after each"
                        + " epoch, the ratio is %.0f %%, and the share of time in which training waited for rows is what reading"
                        + " costs.",
                100 * ratio,
                streamed.rows() == inMemory.rows() ? " with the same rows" : ", though of fewer rows, which fit there",
                ratio >= 0.9 ? "." : ", which is missed here.",
                100 * ofLimit);
    }

    private static void epoch(Markdown page, String where, EpochBench.Result result) {
        page.row(
                where,
                Markdown.number("%,.0f", (double) result.rows()),
                Markdown.number("%,.0f", (double) result.embeddingRows()),
                Markdown.number("%,.0f", result.rowsPerSecond()),
                Markdown.number("%.3f", result.fractionOfGemmLimit()),
                Markdown.number("%.1f %%", 100 * result.waitingShare()),
                memory(result.peakMemoryMb()));
    }

    private static void tables(Markdown page, List<TableBench.Result> tables) {
        TrainBenchOptions job = TrainBenchOptions.DEFAULTS;
        page.heading(2, "Large embedding tables")
                .paragraph(String.format(
                        Locale.ROOT,
                        "The training step of `braid bench train` (batch %d, %d fields, k=%d, ids uniform) over tables of"
                                + " different sizes: `braid bench train --vocabulary N`. The checkpoint holds weights and the"
                                + " optimiser's state; *growth* is how far resident memory rose while it was written and read. *Peak"
                                + " while made*: tables filled, optimiser not yet touched. *Resident*: in the end, when every"
                                + " number has been touched.",
                        job.batchSize(),
                        job.fields(),
                        job.width()));
        page.header(
                "embedding rows",
                "optimiser",
                "ms a step",
                "weights and state, GB",
                "peak while made, GB",
                "resident, GB",
                "checkpoint written, s",
                "growth, MB",
                "read, s",
                "growth, MB");
        for (TableBench.Result one : tables) {
            page.row(
                    Markdown.number("%,.0f", (double) one.embeddingRows()),
                    one.optimizer(),
                    Markdown.number("%.0f", one.step().stepMilliseconds()),
                    memory(one.tensorMb()),
                    memory(one.createPeakMb()),
                    memory(one.residentMb()),
                    Markdown.number("%.1f", one.writeSeconds()),
                    growth(one.writeGrowthMb()),
                    Markdown.number("%.1f", one.readSeconds()),
                    growth(one.readGrowthMb()));
        }
        page.end();
    }

    /** Peak and beginning are looked at one after the other, so that a hair's breadth below nothing is nothing. */
    private static String growth(double megabytes) {
        return megabytes <= -1 ? "unknown" : Markdown.number("%.0f", Math.max(0, megabytes));
    }

    private static String memory(double megabytes) {
        return megabytes < 0 ? "unknown" : Markdown.number("%.2f", megabytes / GB);
    }
}
