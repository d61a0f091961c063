package dev.braid.data.simulate.form;

import dev.braid.data.simulate.Logistic;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Criteo's display advertising challenge: {@code train.txt}, tab-separated without a header: label, 13 counts, 26 categories
 * as eight hexadecimal digits; what is missing is empty. Sizes of vocabularies and missing rates are those of the published
 * 45.8 million rows; columns that are missing together there are so here.
 */
final class CriteoForm implements World, BlockMaker {
    static final RawForm<CriteoFormOptions> FORM = new RawForm<>(
            "criteo",
            "Criteo display advertising challenge: click",
            List.of("train.txt"),
            CriteoFormOptions.DEFAULTS,
            CriteoForm::new);

    private static final int COUNTS = CriteoCounts.COLUMNS;
    private static final int[] SIZE = {
        1460,
        583,
        10_131_227,
        2_202_608,
        305,
        24,
        12_517,
        633,
        3,
        93_145,
        5683,
        8_351_593,
        3194,
        27,
        14_992,
        5_461_306,
        10,
        5652,
        2173,
        4,
        7_046_547,
        18,
        15,
        286_181,
        105,
        142_572
    };
    private static final int CATEGORIES = SIZE.length;
    private static final double ZIPF = 1.05;

    /** Columns of one group are missing by one draw: {@code I1 I3 ... C26}, and each column's missing rate. */
    private static final int GROUPS = 8;

    private static final int[] GROUP = {
        0, 0, 1, 1, 1, 1, 0, 2, 0, 0, 0, 3, 1, //
        0, 0, 4, 4, 0, 6, 0, 0, 0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 5, 5, 4, 7, 0, 4, 5, 5
    };
    private static final double[] MISSING = {
        0.454, 0, 0.215, 0.217, 0.026, 0.224, 0.043, 0.0005, 0.043, 0.454, 0.043, 0.765, 0.217, //
        0, 0, 0.034, 0.034, 0, 0.121, 0, 0, 0, 0, 0, 0.034, 0, 0, 0, 0.034, 0, 0, 0.44, 0.44, 0.034, 0.762, 0, 0.034,
        0.44, 0.44
    };

    /** Pairs of categories whose values fit each other or do not: C1 with C6, and so on. */
    private static final int[][] PAIRS = {{0, 5}, {4, 13}, {7, 16}, {1, 22}, {8, 24}, {17, 19}};

    private static final int DIMENSIONS = 2;

    // weights of the parts of the logit, before it is brought to the wanted spread
    private static final double COUNT = 0.7;
    private static final double PAIR = 0.8;

    private final CriteoCounts counts;
    private final Popularity[] popularity = new Popularity[CATEGORIES];
    private final long[] effects = new long[CATEGORIES];
    private final long[] latent = new long[CATEGORIES];
    private final int[] spelling = new int[CATEGORIES];
    private final Truth truth;
    private final long rows;

    CriteoForm(CriteoFormOptions options) {
        rows = options.rows();
        counts = new CriteoCounts(new SplittableRandom(Hash.of(options.seed(), "counts")));
        for (int c = 0; c < CATEGORIES; c++) {
            popularity[c] = new Popularity(FormOptions.shrunk(SIZE[c], options.vocabulary()), ZIPF);
            effects[c] = Hash.of(options.seed(), "effects C" + c);
            latent[c] = Hash.of(options.seed(), "latent C" + c);
            spelling[c] = (int) Hash.of(options.seed(), "spelling C" + c);
        }
        SplittableRandom random = new SplittableRandom(Hash.of(options.seed(), "calibration"));
        double[][] sample = new double[1][Truth.SAMPLE];
        Row row = new Row();
        for (int i = 0; i < Truth.SAMPLE; i++) {
            row.draw(random);
            sample[0][i] = row.taste();
        }
        truth = new Truth(List.of(new Truth.Wanted("click", options.clickRate(), options.signal(), 1, false)), sample);
    }

    @Override
    public Truth truth() {
        return truth;
    }

    @Override
    public List<Scored> scored() {
        return List.of(new Scored("click", "all"));
    }

    @Override
    public List<Part> parts() {
        return List.of(new Part("all", rows, List.of(RawFile.of("train.txt")), true, this));
    }

    @Override
    public void make(SplittableRandom random, long first, int count, Block into) {
        Row row = new Row();
        double[] logit = new double[1];
        for (int r = 0; r < count; r++) {
            row.draw(random);
            logit[0] = row.taste();
            truth.logits(logit);
            double p = Block.written(Logistic.of(logit[0]));
            int label = random.nextDouble() < p ? 1 : 0;
            row.write(label, into.text(0));
            into.outcome(0, p, label);
            into.endRow();
        }
    }

    /** One row, reused. */
    private final class Row {
        private final double[] luck = new double[GROUPS];
        private final long[] count = new long[COUNTS];
        private final int[] rank = new int[CATEGORIES];

        void draw(SplittableRandom random) {
            for (int g = 0; g < GROUPS; g++) {
                luck[g] = random.nextDouble();
            }
            for (int c = 0; c < COUNTS; c++) {
                count[c] = counts.draw(c, random);
            }
            for (int c = 0; c < CATEGORIES; c++) {
                rank[c] = missing(COUNTS + c) ? -1 : popularity[c].draw(random);
            }
        }

        private boolean missing(int column) {
            return luck[GROUP[column]] < MISSING[column];
        }

        double taste() {
            double sum = 0;
            for (int c = 0; c < COUNTS; c++) {
                sum += missing(c) ? counts.effectOfMissing(c) : counts.effect(c, count[c]);
            }
            double taste = COUNT * sum;
            for (int c = 0; c < CATEGORIES; c++) {
                taste += Hash.normal(effects[c], rank[c]);
            }
            for (int[] pair : PAIRS) {
                taste += PAIR * fit(pair[0], pair[1]);
            }
            return taste;
        }

        private double fit(int a, int b) {
            double sum = 0;
            for (int d = 0; d < DIMENSIONS; d++) {
                sum += Hash.normal(latent[a], (long) rank[a] * DIMENSIONS + d)
                        * Hash.normal(latent[b], (long) rank[b] * DIMENSIONS + d);
            }
            return sum;
        }

        void write(int label, ByteText text) {
            text.add(label);
            for (int c = 0; c < COUNTS; c++) {
                text.add('\t');
                if (!missing(c)) {
                    text.add(count[c]);
                }
            }
            for (int c = 0; c < CATEGORIES; c++) {
                text.add('\t');
                if (rank[c] >= 0) {
                    text.hex(Hash.mix(rank[c] ^ spelling[c]));
                }
            }
            text.add('\n');
        }
    }
}
