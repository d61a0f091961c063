package dev.braid.cli;

import dev.braid.data.simulate.FunnelOptions;
import dev.braid.data.simulate.FunnelSimulator;
import dev.braid.data.simulate.FunnelTruth;
import dev.braid.data.simulate.MmoeSynthetic;
import dev.braid.data.simulate.MmoeSyntheticOptions;
import dev.braid.data.simulate.MmoeTruth;
import dev.braid.options.OptionReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** What can be simulated, by the name that {@code --like} takes. */
enum Simulation {
    /** Exposures, clicks, and conversions after clicks. */
    FUNNEL {
        @Override
        Object write(OptionReader reader, Path folder, Progress progress, PrintWriter out) {
            FunnelOptions options = reader.read(FunnelOptions.DEFAULTS);
            AtomicLong done = new AtomicLong();
            FunnelTruth truth =
                    FunnelSimulator.write(options, folder, n -> progress.step("", done.addAndGet(n), options.rows()));
            progress.close();
            Table table = new Table("split", "task", "space", "rows", "positives", "best possible AUC");
            truth.splits().forEach((split, held) -> held.best()
                    .forEach((task, best) -> table.row(
                            split,
                            task,
                            best.space(),
                            Table.count(best.rows()),
                            Table.count(best.positives()),
                            Table.metric(best.auc()))));
            table.print(out);
            return truth;
        }
    },

    /** The MMoE paper's two tasks of chosen correlation. */
    MMOE {
        @Override
        Object write(OptionReader reader, Path folder, Progress progress, PrintWriter out) {
            MmoeSyntheticOptions options = reader.read(MmoeSyntheticOptions.DEFAULTS);
            AtomicLong done = new AtomicLong();
            MmoeTruth truth =
                    MmoeSynthetic.write(options, folder, n -> progress.step("", done.addAndGet(n), options.rows()));
            progress.close();
            Table table = new Table("split", "rows", "label correlation", "task", "best possible AUC");
            truth.splits().forEach((split, held) -> held.bestAuc()
                    .forEach((task, auc) -> table.row(
                            split,
                            Table.count(held.rows()),
                            Table.metric(held.labelCorrelation()),
                            task,
                            Table.metric(auc))));
            table.print(out);
            return truth;
        }
    };

    /**
     * Writes the files and prints what is true of them.
     *
     * @return the truth, for {@code --json}
     */
    abstract Object write(OptionReader reader, Path folder, Progress progress, PrintWriter out);
}
