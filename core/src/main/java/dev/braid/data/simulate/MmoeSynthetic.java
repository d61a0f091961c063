package dev.braid.data.simulate;

import dev.braid.data.Split;
import dev.braid.data.simulate.MmoeTruth.SplitTruth;
import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import dev.braid.metric.Auc;
import dev.braid.metric.ScoredRows;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the MMoE paper's synthetic data (see {@link MmoeTasks}) as raw files: {@code train.csv}, {@code validation.csv},
 * {@code test.csv} with inputs {@code x1 .. xd} and labels {@code y1, y2}; {@code truth.json}; {@code truth/*.csv} with both
 * labels without and with noise. Binary labels come with a {@code spec.yaml}; real ones do not, for Braid's tasks classify.
 */
public final class MmoeSynthetic {
    /** Numbers are written with so many parts of one. */
    static final long UNIT = 1_000_000;

    private static final int MEDIAN_ROWS = 20_001;
    private static final int REPORT_EVERY = 10_000;

    private final MmoeSyntheticOptions options;
    private final MmoeTasks tasks;
    private final List<Double> thresholds;

    private MmoeSynthetic(MmoeSyntheticOptions options) {
        this.options = options;
        this.tasks = MmoeTasks.of(options);
        this.thresholds = options.binary() ? medians() : List.of();
    }

    /**
     * Writes the data. Memory does not grow with the rows, but for 16 bytes a row of the largest split with binary labels.
     *
     * @param options what it looks like
     * @param folder a folder that does not exist yet; it appears complete or not at all
     * @param progress told, now and then, of rows written since it was last told
     * @throws BadInput when the folder exists or cannot be written
     */
    public static MmoeTruth write(MmoeSyntheticOptions options, Path folder, LongConsumer progress) {
        try (NewFolder out = NewFolder.at(folder)) {
            MmoeSynthetic data = new MmoeSynthetic(options);
            Map<String, SplitTruth> splits = new LinkedHashMap<>();
            for (Split split : Split.values()) {
                splits.put(split.label(), data.split(split, out, progress));
            }
            MmoeTruth truth = new MmoeTruth("mmoe", options, options.cosine(), data.thresholds, splits);
            Files.writeString(out.file(FunnelTruth.FILE), truth.json());
            if (options.binary()) {
                Files.writeString(out.file(SimulatedSpec.FILE), SimulatedSpec.mmoe(options.dimension()));
            }
            out.finish();
            return truth;
        } catch (IOException e) {
            throw FileFault.cannotWrite(folder, e);
        }
    }

    /** Of rows of their own, so that thresholds do not depend on how many rows are asked for. */
    private List<Double> medians() {
        MmoeRows rows = new MmoeRows(options, tasks, "median");
        double[] first = new double[MEDIAN_ROWS];
        double[] second = new double[MEDIAN_ROWS];
        for (int i = 0; i < MEDIAN_ROWS; i++) {
            rows.next();
            first[i] = rows.y[0];
            second[i] = rows.y[1];
        }
        Arrays.sort(first);
        Arrays.sort(second);
        return List.of(first[MEDIAN_ROWS / 2], second[MEDIAN_ROWS / 2]);
    }

    private SplitTruth split(Split split, NewFolder out, LongConsumer progress) throws IOException {
        String file = split.label() + ".csv";
        long count = SplitShares.rows(options.rows(), split);
        MmoeRows rows = new MmoeRows(options, tasks, split.label());
        Correlation correlation = new Correlation();
        ScoredRows first = ScoredRows.of("y1");
        ScoredRows second = ScoredRows.of("y2");
        try (BufferedWriter inputs = FunnelSimulator.writer(out.file(file));
                BufferedWriter truth = FunnelSimulator.writer(out.file("truth/" + file))) {
            header().writeTo(inputs);
            truth.append("row,mean1,mean2,y1,y2\n");
            Line line = new Line();
            for (long i = 0; i < count; i++) {
                rows.next();
                correlation.add(rows.y[0], rows.y[1]);
                if (options.binary()) {
                    first.add(label(rows, 0), rows.mean[0], 0);
                    second.add(label(rows, 1), rows.mean[1], 0);
                }
                write(rows, line).writeTo(inputs);
                line.cell(i)
                        .cell(rows.mean[0], UNIT)
                        .cell(rows.mean[1], UNIT)
                        .cell(rows.y[0], UNIT)
                        .cell(rows.y[1], UNIT)
                        .writeTo(truth);
                if ((i + 1) % REPORT_EVERY == 0) {
                    progress.accept(REPORT_EVERY);
                }
            }
        }
        progress.accept(count % REPORT_EVERY);
        return new SplitTruth(count, correlation.pearson(), best(first, second));
    }

    private Map<String, @Nullable Double> best(ScoredRows first, ScoredRows second) {
        Map<String, @Nullable Double> best = new LinkedHashMap<>();
        if (options.binary()) {
            best.put("y1", auc(first));
            best.put("y2", auc(second));
        }
        return best;
    }

    private static @Nullable Double auc(ScoredRows rows) {
        double auc = Auc.of(rows.ranked());
        return Double.isNaN(auc) ? null : Double.valueOf(auc);
    }

    private int label(MmoeRows rows, int task) {
        return rows.y[task] > thresholds.get(task) ? 1 : 0;
    }

    private Line header() {
        Line line = new Line();
        for (int i = 1; i <= options.dimension(); i++) {
            line.cell("x", i);
        }
        return line.cell("y1").cell("y2");
    }

    private Line write(MmoeRows rows, Line line) {
        for (double x : rows.x) {
            line.cell(x, UNIT);
        }
        for (int task = 0; task < 2; task++) {
            line = options.binary() ? line.cell(label(rows, task)) : line.cell(rows.y[task], UNIT);
        }
        return line;
    }
}
