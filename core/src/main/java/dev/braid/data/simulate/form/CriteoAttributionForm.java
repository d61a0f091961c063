package dev.braid.data.simulate.form;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Criteo's attribution log: one tab-separated, compressed file with a header, in the order of time. {@code conversion} marks
 * impressions that a conversion followed within 30 days, clicked or not; what is unknown is -1. All converted impressions of a
 * user within ten days lead to one conversion, whose id and time they share. The published file has fewer conversions (about
 * 45,000), because its users come back more often: here each impression draws its user anew.
 */
final class CriteoAttributionForm implements World, BlockMaker {
    static final RawForm<CriteoAttributionFormOptions> FORM = new RawForm<>(
            "criteo-attribution",
            "Criteo attribution modelling for bidding: click and conversion",
            List.of("criteo_attribution_dataset.tsv.gz"),
            CriteoAttributionFormOptions.DEFAULTS,
            CriteoAttributionForm::new);

    private static final String HEADER = "timestamp\tuid\tcampaign\tconversion\tconversion_timestamp\tconversion_id"
            + "\tattribution\tclick\tclick_pos\tclick_nb\tcost\tcpo\ttime_since_last_click\tcat1\tcat2\tcat3\tcat4\tcat5"
            + "\tcat6\tcat7\tcat8\tcat9\n";
    private static final int HOUR = 3600;
    private static final int DAY = 24 * HOUR;
    private static final int SPAN = 30 * DAY;

    /** Users, campaigns, and the nine categories. */
    private static final int[] SIZE = {6_142_256, 675, 9, 70, 1829, 21, 51, 30, 57_196, 11, 30};

    private static final int USER = 0;
    private static final int CAMPAIGN = 1;
    private static final int LAST_CATEGORY = SIZE.length - 1;
    private static final int HOURS = SIZE.length; // number of the field
    private static final int SINCE = SIZE.length + 1;
    private static final double USER_ZIPF = 0.4;
    private static final double ZIPF = 0.9;
    /** Ids of different columns lie apart, below 30 million. */
    private static final int APART = 2_000_000;

    private static final double FIRST_CLICK = 0.6; // share of impressions without an earlier click
    private static final double UNCLICKED = 0.1; // conversions without a click, as a share of those with one
    private static final double ATTRIBUTED = 0.55;
    /** How long impressions lead to the same conversion, which follows within 20 days. */
    private static final int JOURNEY = 10 * DAY;

    private static final int JOURNEYS = SPAN / JOURNEY;
    private static final double[] WEIGHT = {0.3, 0.9, 0.5, 0.6, 0.7, 0.5, 0.6, 0.4, 0.5, 0.5, 0.4};
    private static final double OF_HOUR = 0.3;
    private static final double OF_SINCE = 0.6;
    private static final double FIT = 0.8;

    private final CriteoAttributionFormOptions options;
    private final Ids[] ids = new Ids[SIZE.length];
    private final Taste[] tastes;
    private final Funnel funnel;

    CriteoAttributionForm(CriteoAttributionFormOptions options) {
        this.options = options;
        tastes = new Taste[] {new Taste(options.seed(), "click"), new Taste(options.seed(), "conversion")};
        for (int f = 0; f < SIZE.length; f++) {
            int size = FormOptions.shrunk(SIZE[f], options.vocabulary());
            ids[f] = new Ids(f == USER ? 0 : (long) (7 + f) * APART, size, f == USER ? USER_ZIPF : ZIPF);
        }
        double[][] sample = new double[Funnel.TASKS][Truth.SAMPLE];
        SplittableRandom random = new SplittableRandom(Hash.of(options.seed(), "calibration"));
        Impression impression = new Impression();
        double[] taste = new double[Funnel.TASKS];
        for (int i = 0; i < Truth.SAMPLE; i++) {
            impression.draw(random.nextInt(SPAN), random);
            impression.tastes(taste);
            sample[0][i] = taste[0];
            sample[1][i] = taste[1];
        }
        funnel = new Funnel(
                options.clickRate(), options.conversionRate(), options.signal(), options.taskCorrelation(), sample);
    }

    @Override
    public Truth truth() {
        return funnel.truth();
    }

    @Override
    public List<Scored> scored() {
        return Scored.FUNNEL;
    }

    @Override
    public List<Part> parts() {
        RawFile file = new RawFile("criteo_attribution_dataset.tsv.gz", HEADER);
        return List.of(new Part("all", options.rows(), List.of(file), true, this));
    }

    @Override
    public void make(SplittableRandom random, long first, int count, Block into) {
        Impression impression = new Impression();
        double[] tastes = new double[Funnel.TASKS];
        for (int r = 0; r < count; r++) {
            impression.draw((int) ((first + r) / (double) options.rows() * SPAN), random);
            impression.tastes(tastes);
            int label = funnel.draw(tastes, random, into);
            // tastes now hold the probabilities
            boolean converted = label == 2 || (label == 0 && random.nextDouble() < UNCLICKED * tastes[1]);
            impression.write(label > 0, converted, random, into.text(0));
        }
    }

    /** One impression, reused. */
    private final class Impression {
        private final int[] rank = new int[SIZE.length];
        private int time;
        private int since; // seconds since the last click; -1: none

        void draw(int timestamp, SplittableRandom random) {
            time = timestamp;
            for (int f = 0; f < SIZE.length; f++) {
                rank[f] = ids[f].draw(random);
            }
            since = random.nextDouble() < FIRST_CLICK
                    ? -1
                    : (int) Math.min(SPAN - 1.0, StrictMath.exp(9.5 + 2 * Hash.normal(random.nextLong())));
        }

        void tastes(double[] into) {
            int order = since < 0 ? -1 : 32 - Integer.numberOfLeadingZeros(since);
            for (int t = 0; t < into.length; t++) {
                Taste taste = tastes[t];
                double sum = OF_HOUR * taste.effect(HOURS, time % DAY / HOUR) + OF_SINCE * taste.effect(SINCE, order);
                for (int f = 0; f < SIZE.length; f++) {
                    sum += WEIGHT[f] * taste.effect(f, rank[f]);
                }
                into[t] = sum
                        + FIT * taste.fit(CAMPAIGN, rank[CAMPAIGN], CAMPAIGN + 1, rank[CAMPAIGN + 1])
                        + FIT * taste.fit(CAMPAIGN + 3, rank[CAMPAIGN + 3], LAST_CATEGORY, rank[LAST_CATEGORY]);
            }
        }

        void write(boolean clicked, boolean converted, SplittableRandom random, ByteText text) {
            boolean attributed = converted && random.nextDouble() < ATTRIBUTED;
            text.add(time).add('\t').add(ids[USER].id(rank[USER])).add('\t');
            text.add(ids[CAMPAIGN].id(rank[CAMPAIGN]))
                    .add('\t')
                    .add(converted ? 1 : 0)
                    .add('\t');
            if (converted) {
                int journey = time / JOURNEY;
                long conversion = (long) JOURNEYS * rank[USER] + journey + 1;
                long delay = Long.remainderUnsigned(Hash.of(options.seed(), conversion), SPAN - JOURNEY);
                text.add((journey + 1L) * JOURNEY + delay).add('\t').add(conversion);
            } else {
                text.add("-1\t-1");
            }
            text.add('\t')
                    .add(attributed ? 1 : 0)
                    .add('\t')
                    .add(clicked ? 1 : 0)
                    .add('\t');
            if (clicked && converted) {
                int clicks = 1 + random.nextInt(4);
                text.add(random.nextInt(clicks)).add('\t').add(clicks);
            } else {
                text.add("-1\t-1");
            }
            text.add('\t').decimal(1e-5 + 4e-4 * random.nextDouble(), 9).add('\t');
            text.decimal(0.01 + 0.5 * random.nextDouble(), 9).add('\t').add(since);
            for (int f = CAMPAIGN + 1; f < SIZE.length; f++) {
                text.add('\t').add(ids[f].id(rank[f]));
            }
            text.add('\n');
        }
    }
}
