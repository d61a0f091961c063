package dev.braid.cli;

import dev.braid.data.PreparedDataset;
import dev.braid.data.profile.Profile;
import dev.braid.data.profile.Profiler;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code braid describe}. */
@Command(
        name = "describe",
        description = "Shows what a prepared dataset holds: rows, rates, columns, and how the labels go together.")
final class DescribeCommand implements Runnable {
    @Mixin
    private Output output;

    @Parameters(paramLabel = "DATASET", description = "the folder that prepare wrote")
    private Path dataset;

    @Override
    public void run() {
        output.check();
        Profile profile = Profiler.profile(PreparedDataset.open(dataset));
        new DatasetTables(profile.description()).printSplits(output.out());
        new ProfileTables(profile).print(output.out());
        output.result(profile);
    }
}
