package dev.braid.data.simulate;

import dev.braid.data.simulate.FunnelTruth.Best;
import dev.braid.data.simulate.FunnelTruth.SplitTruth;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/** Writes the rows of one split and learns what is true of them, in constant memory. */
final class FunnelSplit {
    static final String COLUMNS =
            Profiles.USER_COLUMNS + "," + Profiles.ITEM_COLUMNS + ",hour,weekday,device,position,click,conversion";
    static final String TRUTH_COLUMNS = "row,p_click,p_conversion_given_click,p_ctcvr";
    private static final String[] DEVICES = {"phone", "tablet", "desktop", "tv"};
    private static final long PROBABILITY_UNIT = 1_000_000_000;
    private static final int REPORT_EVERY = 10_000;

    private final FunnelWorld world;
    private final double missingRate;
    private final SplittableRandom random;
    private final TrueScores click = new TrueScores();
    private final TrueScores conversion = new TrueScores();
    private final TrueScores ctcvr = new TrueScores();
    private final Correlation logits = new Correlation();

    FunnelSplit(FunnelWorld world, FunnelOptions options, String name) {
        this.world = world;
        this.missingRate = options.missingRate();
        this.random = RandomSource.of(options.seed(), name);
    }

    SplitTruth write(long rows, BufferedWriter features, BufferedWriter truth, LongConsumer progress)
            throws IOException {
        features.append(COLUMNS).append('\n');
        truth.append(TRUTH_COLUMNS).append('\n');
        Exposure exposure = new Exposure();
        double[] logit = new double[2];
        Line row = new Line();
        Line secret = new Line();
        for (long i = 0; i < rows; i++) {
            exposure.draw(world.users(), world.items(), random);
            world.propensities().logits(exposure, logit);
            double pClick = written(Logistic.of(logit[0]));
            double pConversion = written(Logistic.of(logit[1]));
            boolean clicked = random.nextDouble() < pClick;
            boolean converted = random.nextDouble() < pConversion && clicked;
            count(logit, pClick, pConversion, clicked, converted);
            cells(exposure, row).cell(clicked ? 1 : 0).cell(converted ? 1 : 0).writeTo(features);
            secret.cell(i)
                    .cell(pClick, PROBABILITY_UNIT)
                    .cell(pConversion, PROBABILITY_UNIT)
                    .cell(pClick * pConversion, PROBABILITY_UNIT)
                    .writeTo(truth);
            if ((i + 1) % REPORT_EVERY == 0) {
                progress.accept(REPORT_EVERY);
            }
        }
        progress.accept(rows % REPORT_EVERY);
        return truth(rows);
    }

    /** The probability as its file will tell it, never 0 or 1: labels follow this very number. */
    private static double written(double p) {
        long scaled = Math.round(p * PROBABILITY_UNIT);
        return Math.min(Math.max(scaled, 1), PROBABILITY_UNIT - 1) / (double) PROBABILITY_UNIT;
    }

    private void count(double[] logit, double pClick, double pConversion, boolean clicked, boolean converted) {
        logits.add(logit[0], logit[1]);
        click.add(clicked, pClick);
        ctcvr.add(converted, pClick * pConversion);
        if (clicked) {
            conversion.add(converted, pConversion);
        }
    }

    private Line cells(Exposure e, Line row) {
        row.cell(world.profiles().ofUser(e.user)).cell(world.profiles().ofItem(e.item));
        row = missing() ? row.empty() : row.cell(e.hour);
        row = missing() ? row.empty() : row.cell(e.weekday);
        row = missing() ? row.empty() : row.cell(DEVICES[e.device]);
        return missing() ? row.empty() : row.cell(e.position, 1000);
    }

    private boolean missing() {
        return random.nextDouble() < missingRate;
    }

    private SplitTruth truth(long rows) {
        Map<String, Best> best = new LinkedHashMap<>();
        best.put("click", Best.of("all", click.ranked()));
        best.put("conversion", Best.of("click=1", conversion.ranked()));
        best.put("ctcvr:conversion", Best.of("all", ctcvr.ranked()));
        Best clicks = best.get("click");
        Best conversions = best.get("conversion");
        return new SplitTruth(
                rows,
                (double) clicks.positives() / rows,
                conversions.rows() == 0 ? 0 : (double) conversions.positives() / conversions.rows(),
                logits.pearson(),
                best);
    }
}
