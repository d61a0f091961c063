package dev.braid.cli;

import dev.braid.bench.ScaleData;
import dev.braid.data.PreparedDataset;
import dev.braid.fault.BadInput;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which prepared dataset a measurement reads: any, or simulated rows that {@code bench prepare} left behind. */
final class ScaleRows {
    @Option(names = "--data", paramLabel = "DATASET", description = "a prepared dataset")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "in place of --data: the dataset that 'bench prepare --rows N --work DIR' made")
    private Optional<Long> rows = Optional.empty();

    @Option(names = "--work", paramLabel = "DIR", description = "the folder that --rows refers to")
    private Optional<Path> work = Optional.empty();

    boolean given() {
        return data.isPresent() || rows.isPresent();
    }

    /** Opens the dataset. */
    PreparedDataset open() {
        if (data.isPresent() == rows.isPresent()) {
            throw new BadInput("say which rows: --data DATASET, or --rows N with --work DIR");
        }
        if (data.isPresent()) {
            return PreparedDataset.open(data.get());
        }
        Path folder = work.orElseThrow(() -> new BadInput("--rows needs --work DIR, the folder of 'bench prepare'"));
        ScaleData prepared = new ScaleData(folder, ScaleData.CRITEO, rows.orElseThrow());
        if (!prepared.isPrepared()) {
            throw new BadInput(prepared.dataset() + ": no such dataset; make it first: braid bench prepare --rows "
                    + prepared.rows() + " --work " + folder);
        }
        return PreparedDataset.open(prepared.dataset());
    }
}
