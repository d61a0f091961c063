package dev.braid.data.simulate.form;

import dev.braid.data.simulate.Logistic;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * WeChat's challenge of 2021, preliminary round: {@code user_action.csv}, seven actions on videos shown over 14 days, and
 * {@code feed_info.csv}, a line per video. Both are comma-separated with headers; days follow each other.
 */
final class WeChatForm implements World, BlockMaker {
    static final RawForm<WeChatFormOptions> FORM = new RawForm<>(
            "wechat-2021",
            "WeChat Big Data Challenge 2021: seven actions",
            List.of("user_action.csv", "feed_info.csv"),
            WeChatFormOptions.DEFAULTS,
            WeChatForm::new);

    private static final int DAYS = 14;
    private static final int USERS = 20_000;
    private static final double USER_ZIPF = 0.3;
    private static final int DEVICES = 2;

    /** An action and its published rate in percent. */
    private enum Action {
        READ_COMMENT("read_comment", 3.50),
        COMMENT("comment", 0.04),
        LIKE("like", 2.58),
        CLICK_AVATAR("click_avatar", 0.754),
        FORWARD("forward", 0.385),
        FOLLOW("follow", 0.073),
        FAVORITE("favorite", 0.133);

        private final String column;
        private final double percent;

        Action(String column, double percent) {
            this.column = column;
            this.percent = percent;
        }
    }

    private static final Action[] ACTIONS = Action.values();
    private static final String HEADER = "userid,feedid,date_,device,read_comment,comment,like,play,stay,click_avatar,"
            + "forward,follow,favorite\n";

    /** The fields of a taste. */
    // What tastes are about.
    private static final int USER = 0;

    private static final int FEED = 1;
    private static final int AUTHOR = 2;
    private static final int SONG = 3;
    private static final int DEVICE = 4;
    private static final int LENGTH = 5;

    private final WeChatFormOptions options;
    private final Ids users;
    private final WeChatFeeds feeds;
    private final List<Taste> tastes = new ArrayList<>();
    private final Truth truth;

    WeChatForm(WeChatFormOptions options) {
        this.options = options;
        users = new Ids(1, FormOptions.shrunk(USERS, options.vocabulary()), USER_ZIPF);
        feeds = new WeChatFeeds(options);
        List<Truth.Wanted> wanted = new ArrayList<>();
        for (Action action : ACTIONS) {
            tastes.add(new Taste(options.seed(), action.column));
            wanted.add(new Truth.Wanted(
                    action.column,
                    action.percent / 100 * options.rates(),
                    options.signal(),
                    options.taskCorrelation(),
                    false));
        }
        double[][] sample = new double[ACTIONS.length][Truth.SAMPLE];
        SplittableRandom random = new SplittableRandom(Hash.of(options.seed(), "calibration"));
        Shown shown = new Shown();
        double[] taste = new double[ACTIONS.length];
        for (int i = 0; i < Truth.SAMPLE; i++) {
            shown.draw(random);
            shown.tastes(taste);
            for (int t = 0; t < taste.length; t++) {
                sample[t][i] = taste[t];
            }
        }
        truth = new Truth(wanted, sample);
    }

    @Override
    public Truth truth() {
        return truth;
    }

    @Override
    public List<Scored> scored() {
        List<Scored> scored = new ArrayList<>();
        for (Action action : ACTIONS) {
            scored.add(new Scored(action.column, "all"));
        }
        return scored;
    }

    @Override
    public List<Part> parts() {
        return List.of(
                new Part(
                        "feeds",
                        feeds.ids().size(),
                        List.of(new RawFile("feed_info.csv", WeChatFeeds.HEADER)),
                        false,
                        feeds::describe),
                new Part("all", options.rows(), List.of(new RawFile("user_action.csv", HEADER)), true, this));
    }

    @Override
    public void make(SplittableRandom random, long first, int count, Block into) {
        Shown shown = new Shown();
        double[] logits = new double[ACTIONS.length];
        for (int r = 0; r < count; r++) {
            shown.draw(random);
            shown.tastes(logits);
            truth.logits(logits);
            for (int t = 0; t < logits.length; t++) {
                double p = Block.written(Logistic.of(logits[t]));
                shown.acted[t] = random.nextDouble() < p ? 1 : 0;
                into.outcome(t, p, shown.acted[t]);
            }
            into.endRow();
            int day = 1 + (int) ((first + r) / (double) options.rows() * DAYS);
            shown.write(day, random, into.text(0));
        }
    }

    /** A video shown to a user, reused. */
    private final class Shown {
        private int user;
        private int feed;
        private int device;
        private final int[] acted = new int[ACTIONS.length];

        void draw(SplittableRandom random) {
            user = users.draw(random);
            feed = feeds.ids().draw(random);
            device = random.nextInt(DEVICES);
        }

        void tastes(double[] into) {
            int author = feeds.author(feed);
            int song = feeds.song(feed);
            int length = feeds.seconds(feed) / 10;
            for (int t = 0; t < into.length; t++) {
                Taste taste = tastes.get(t);
                into[t] = 0.7 * taste.effect(USER, user)
                        + 0.6 * taste.effect(FEED, feed)
                        + 0.7 * taste.effect(AUTHOR, author)
                        + 0.3 * taste.effect(SONG, song)
                        + 0.2 * taste.effect(DEVICE, device)
                        + 0.3 * taste.effect(LENGTH, length)
                        + 0.6 * taste.fit(USER, user, AUTHOR, author);
            }
        }

        void write(int day, SplittableRandom random, ByteText text) {
            int play = (int) (feeds.seconds(feed) * 1000 * 1.4 * random.nextDouble());
            text.add(users.id(user))
                    .add(',')
                    .add(feeds.ids().id(feed))
                    .add(',')
                    .add(day)
                    .add(',');
            text.add(1 + device);
            for (int a = 0; a < ACTIONS.length; a++) {
                if (ACTIONS[a] == Action.CLICK_AVATAR) {
                    text.add(',').add(play).add(',').add(play + random.nextInt(3000));
                }
                text.add(',').add(acted[a]);
            }
            text.add('\n');
        }
    }
}
