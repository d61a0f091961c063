package dev.braid.cli;

import dev.braid.bench.ReadBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code braid bench read}. */
@Command(
        name = "read",
        description =
                "Reads the training split of a dataset in random order, from its files and on request from memory.")
final class BenchReadCommand implements Runnable {
    @Mixin
    private Output output;

    @Mixin
    private ScaleRows rows;

    @Option(names = "--batch", paramLabel = "N", description = "rows of a batch")
    private int batch = 4096;

    @Option(names = "--cached", description = "read the split into memory, too, and from there")
    private boolean cached;

    @Override
    public void run() {
        output.check();
        ReadBench.Result result = ReadBench.run(rows.open(), batch, cached);
        Table table = new Table("measured", "value")
                .row("rows", Table.count(result.rows()))
                .row("rows per second, streamed", Table.count(Math.round(result.streamedRowsPerSecond())))
                .row("peak memory of that, MB", Table.count(Math.round(result.peakMemoryMb())));
        if (cached) {
            table.row("rows per second, from memory", Table.count(Math.round(result.cachedRowsPerSecond())));
        }
        table.print(output.out());
        output.result(result);
    }
}
