package dev.braid.bench;

import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import dev.braid.metric.Auc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What would be seen if every row were clicked.
 *
 * @param probability the true probability of conversion given a click, of every row
 * @param label a conversion drawn from it
 */
@SuppressWarnings("ArrayRecordComponent") // columns that are read once
record TrueConversions(double[] probability, float[] label) {
    /** Reads a file of the simulator's {@code truth} folder, and draws the labels. */
    static TrueConversions read(Path file, long seed) {
        double[] probability = column(file, "p_conversion_given_click");
        SplittableRandom random = new SplittableRandom(seed);
        float[] label = new float[probability.length];
        for (int b = 0; b < label.length; b++) {
            label[b] = random.nextDouble() < probability[b] ? 1 : 0;
        }
        return new TrueConversions(probability, label);
    }

    /**
     * Measures the scores of a variant.
     *
     * @param scores a file of scores, in the order of the truth
     * @param clickedAuc what its evaluation on clicked rows gave
     */
    DebiasStudy.Measured measure(String variant, int seed, Path scores, double clickedAuc) {
        double[] predicted = column(scores, DebiasStudy.TASK);
        double sum = 0;
        double error = 0;
        for (int b = 0; b < predicted.length; b++) {
            sum += predicted[b];
            error += (predicted[b] - probability[b]) * (predicted[b] - probability[b]) / predicted.length;
        }
        return new DebiasStudy.Measured(
                variant,
                seed,
                sum / Arrays.stream(probability).sum(),
                Auc.of(label, predicted),
                clickedAuc,
                Math.sqrt(error));
    }

    private static double[] column(Path csv, String name) {
        try {
            List<String> lines = Files.readAllLines(csv);
            int at = Arrays.asList(lines.get(0).split(",", -1)).indexOf(name);
            return lines.stream()
                    .skip(1)
                    .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[at]))
                    .toArray();
        } catch (IOException e) {
            throw new BadInput(csv + ": cannot be read: " + FileFault.reason(e), e);
        }
    }
}
