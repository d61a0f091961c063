package dev.braid.data.simulate.form;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Ali-CCP: per split a skeleton file (sample, click, conversion, key of the common features, number of features, feature list)
 * and a file of common features (key, number, list), comma-separated without headers. About 50 impressions share a key; every
 * key of a skeleton line stands in the common file once. Vocabularies whose published sizes count frequent ids only are larger
 * here, as theirs are.
 */
final class AliCcpForm implements World {
    static final RawForm<AliCcpFormOptions> FORM = new RawForm<>(
            "ali-ccp",
            "Ali-CCP: click and conversion",
            List.of(
                    "sample_skeleton_train.csv, common_features_train.csv",
                    "sample_skeleton_test.csv, common_features_test.csv"),
            AliCcpFormOptions.DEFAULTS,
            AliCcpForm::new);

    private static final double TRAIN_SHARE = 42_300_134.0 / (42_300_134 + 43_016_839);
    private static final double MEAN_LENGTH = 53;

    private static final byte[][] BEHAVIOUR = openings("109_14", "110_14", "127_14", "150_14");
    private static final byte[][] COMBINATION = openings("508", "509", "702", "853");

    private final AliCcpFormOptions options;
    private final AliCcpWorld world;
    private final Funnel funnel;

    AliCcpForm(AliCcpFormOptions options) {
        this.options = options;
        world = new AliCcpWorld(options);
        funnel = new Funnel(
                options.clickRate(),
                options.conversionRate(),
                options.signal(),
                options.taskCorrelation(),
                world.sample(new SplittableRandom(Hash.of(options.seed(), "calibration"))));
    }

    private static byte[][] openings(String... fields) {
        byte[][] openings = new byte[fields.length][];
        for (int f = 0; f < fields.length; f++) {
            openings[f] = AliCcpFields.opening(fields[f]);
        }
        return openings;
    }

    /** How many impressions share common features. */
    static int length(SplittableRandom random) {
        double length = -MEAN_LENGTH * StrictMath.log(1 - random.nextDouble());
        return (int) Math.min(1 + length, AliCcpSession.LONGEST);
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
        long train = Math.round(options.rows() * TRAIN_SHARE);
        return List.of(part("train", train), part("test", options.rows() - train));
    }

    private Part part(String name, long rows) {
        long keys = Hash.of(options.seed(), "keys " + name);
        return new Part(
                name,
                rows,
                List.of(RawFile.of("sample_skeleton_" + name + ".csv"), RawFile.of("common_features_" + name + ".csv")),
                true,
                (random, first, count, into) -> new Lines(random, keys, into).add(first, count));
    }

    /** The lines of one block. */
    private final class Lines {
        private final SplittableRandom random;
        private final long keys;
        private final Block into;
        private final AliCcpSession session = new AliCcpSession();
        private final FeatureListText list = new FeatureListText();
        private final double[] tastes = new double[Funnel.TASKS];

        Lines(SplittableRandom random, long keys, Block into) {
            this.random = random;
            this.keys = keys;
            this.into = into;
        }

        void add(long first, int count) {
            for (int done = 0; done < count; done += session.length) {
                session.draw(world, Math.min(length(random), count - done), random);
                long key = Hash.mix(keys + first + done); // a bijection: no key twice
                common(key);
                for (int r = 0; r < session.length; r++) {
                    skeleton(first + done + r + 1, key, r);
                }
            }
        }

        private void common(long key) {
            list.clear();
            Ids users = world.ids(AliCcpFields.USER);
            list.add(AliCcpFields.USER.opening(), users.id(session.user));
            for (int p = 0; p < AliCcpWorld.PROFILE.length; p++) {
                int value = world.ofUser(p, session.user);
                if (value >= 0) {
                    AliCcpFields field = AliCcpWorld.PROFILE[p];
                    list.add(field.opening(), world.ids(field).id(value));
                }
            }
            for (int b = 0; b < AliCcpSession.BEHAVIOURS; b++) {
                for (int i = 0; i < session.doneCount[b]; i++) {
                    int value = session.done[b][i];
                    list.add(BEHAVIOUR[b], about(b, value), session.weight(b, value));
                }
            }
            list.endLine(into.text(1).hex(key));
        }

        private void skeleton(long sample, long key, int row) {
            int item = session.item[row];
            list.clear();
            list.add(AliCcpFields.ITEM.opening(), world.ids(AliCcpFields.ITEM).id(item));
            for (int b = 0; b < AliCcpSession.BEHAVIOURS - 1; b++) {
                list.add(AliCcpWorld.ABOUT[b].opening(), about(b, world.ofItem(b, item)));
            }
            for (int n = world.intentions(item) - 1; n >= 0; n--) {
                list.add(
                        AliCcpFields.INTENTION.opening(),
                        world.ids(AliCcpFields.INTENTION).id(world.intention(item, n)));
            }
            for (int b = 0; b < AliCcpSession.BEHAVIOURS; b++) {
                int value = world.ofItem(b, item);
                if (session.hasDone(b, value)) {
                    list.add(COMBINATION[b], about(b, value), session.weight(b, value));
                }
            }
            list.add(
                    AliCcpFields.POSITION.opening(),
                    world.ids(AliCcpFields.POSITION).id(session.position[row]));
            world.tastes(session, row, tastes);
            int label = funnel.draw(tastes, random, into);
            ByteText line = into.text(0).add(sample);
            line.add(',').add(label > 0 ? 1 : 0).add(',').add(label > 1 ? 1 : 0).add(',');
            list.endLine(line.hex(key));
        }

        private long about(int behaviour, int value) {
            return world.ids(AliCcpWorld.ABOUT[behaviour]).id(value);
        }
    }
}
