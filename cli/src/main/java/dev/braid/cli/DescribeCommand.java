package dev.braid.cli;

import dev.braid.data.DatasetDescription;
import dev.braid.data.PreparedDataset;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code braid describe}. */
@Command(name = "describe", description = "Shows what a prepared dataset holds.")
final class DescribeCommand implements Runnable {
    @Mixin
    private Output output;

    @Parameters(paramLabel = "DATASET", description = "the folder that prepare wrote")
    private Path dataset;

    @Override
    public void run() {
        output.check();
        DatasetDescription description = PreparedDataset.open(dataset).description();
        DatasetTables tables = new DatasetTables(description);
        tables.printSplits(output.out());
        tables.printFeatures(output.out());
        tables.printCorrelations(output.out());
        output.result(description);
    }
}
