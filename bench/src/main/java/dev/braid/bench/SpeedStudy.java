package dev.braid.bench;

import dev.braid.report.Markdown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The reference job in its variants, taken in turns several times, so that a drift of the machine falls on all of them
 * alike; of each the median run is kept.
 *
 * @param fp32 the reference job
 * @param tenfold the same with ten times the embedding rows
 * @param bf16 the same with bfloat16 products
 */
public record SpeedStudy(TrainBenchResult fp32, TrainBenchResult tenfold, TrainBenchResult bf16) {
    /**
     * @param repeats runs of each variant
     * @param told hears one line per run
     */
    public static SpeedStudy run(int repeats, Consumer<String> told) {
        TrainBenchOptions reference = TrainBenchOptions.DEFAULTS;
        TrainBenchOptions tenfold = TrainBenchOptions.referenceWith("embeddingRows=" + reference.embeddingRows() * 10);
        TrainBenchOptions bf16 = TrainBenchOptions.referenceWith("precision=bf16");
        List<TrainBenchResult> fp32s = new ArrayList<>();
        List<TrainBenchResult> tenfolds = new ArrayList<>();
        List<TrainBenchResult> bf16s = new ArrayList<>();
        for (int i = 0; i < repeats; i++) {
            fp32s.add(told("reference job, fp32", reference, told));
            tenfolds.add(told("ten times the embedding rows", tenfold, told));
            bf16s.add(told("bf16", bf16, told));
        }
        return new SpeedStudy(median(fp32s), median(tenfolds), median(bf16s));
    }

    private static TrainBenchResult told(String what, TrainBenchOptions options, Consumer<String> told) {
        TrainBenchResult result = TrainBench.run(options);
        told.accept(what + ": " + Math.round(result.rowsPerSecond()) + " rows/s, "
                + Markdown.number("%.3f", result.fractionOfGemmLimit()) + " of the machine's fp32 product rate");
        return result;
    }

    private static TrainBenchResult median(List<TrainBenchResult> results) {
        return results.stream()
                .sorted(Comparator.comparingDouble(TrainBenchResult::rowsPerSecond))
                .toList()
                .get(results.size() / 2);
    }
}
