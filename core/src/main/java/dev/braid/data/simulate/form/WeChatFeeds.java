package dev.braid.data.simulate.form;

import java.util.SplittableRandom;

/** The short videos of WeChat's form, by their rank in popularity, and the file that describes them. */
final class WeChatFeeds {
    static final String HEADER = "feedid,authorid,videoplayseconds,description,ocr,asr,bgm_song_id,bgm_singer_id,"
            + "manual_keyword_list,machine_keyword_list,manual_tag_list,machine_tag_list,description_char,ocr_char,asr_char\n";

    private static final double ZIPF = 0.8;
    private static final double WITHOUT_SONG = 0.03;
    private static final double WITHOUT_TEXT = 0.1;
    private static final int FEEDS = 106_444;
    private static final int AUTHORS = 18_789;
    private static final int SONGS = 25_159;
    private static final int SINGERS = 17_500;
    private static final int WORDS = 150_000;
    private static final int CHARACTERS = 20_000;
    private static final int KEYWORDS = 27_000;
    private static final int TAGS = 350;

    private final Ids feeds;
    private final int authors;
    private final int songs;
    private final int singers;
    private final long ofAuthor;
    private final long ofSong;
    private final long ofSinger;
    private final long ofLength;

    WeChatFeeds(WeChatFormOptions options) {
        feeds = new Ids(1, FormOptions.shrunk(FEEDS, options.vocabulary()), ZIPF);
        authors = FormOptions.shrunk(AUTHORS, options.vocabulary());
        songs = FormOptions.shrunk(SONGS, options.vocabulary());
        singers = FormOptions.shrunk(SINGERS, options.vocabulary());
        ofAuthor = Hash.of(options.seed(), "authors");
        ofSong = Hash.of(options.seed(), "songs");
        ofSinger = Hash.of(options.seed(), "singers");
        ofLength = Hash.of(options.seed(), "lengths");
    }

    Ids ids() {
        return feeds;
    }

    int author(int feed) {
        return Hash.skewed(ofAuthor, feed, authors);
    }

    /** The song's number; -1 for none. */
    int song(int feed) {
        return Hash.uniform(ofSong, -1L - feed) < WITHOUT_SONG ? -1 : Hash.skewed(ofSong, feed, songs);
    }

    /** From 2 to 60, around 30. */
    int seconds(int feed) {
        double seconds = StrictMath.exp(3.2 + 0.6 * Hash.normal(ofLength, feed));
        return (int) Math.min(Math.max(seconds, 2), 60);
    }

    /** Lines of {@code feed_info.csv}. */
    void describe(SplittableRandom random, long first, int count, Block into) {
        for (int r = 0; r < count; r++) {
            int feed = (int) (first + r);
            int song = song(feed);
            ByteText line = into.text(0).add(feeds.id(feed)).add(',').add(author(feed));
            line.add(',').add(seconds(feed)).add(',');
            numbers(random, 14, WORDS, ' ', line).add(',');
            numbers(random, 20, WORDS, ' ', line).add(',');
            numbers(random, 24, WORDS, ' ', line).add(',');
            if (song >= 0) {
                line.add(song).add(',').add(Hash.skewed(ofSinger, song, singers));
            } else {
                line.add(',');
            }
            numbers(random, 4, KEYWORDS, ';', line.add(',')).add(',');
            numbers(random, 8, KEYWORDS, ';', line).add(',');
            numbers(random, 5, TAGS, ';', line).add(',');
            tags(random, line).add(',');
            numbers(random, 20, CHARACTERS, ' ', line).add(',');
            numbers(random, 30, CHARACTERS, ' ', line).add(',');
            numbers(random, 40, CHARACTERS, ' ', line).add('\n');
            into.endRow();
        }
    }

    private static ByteText numbers(SplittableRandom random, int most, int vocabulary, char join, ByteText line) {
        int n = random.nextDouble() < WITHOUT_TEXT ? 0 : 1 + random.nextInt(most);
        for (int i = 0; i < n; i++) {
            if (i > 0) {
                line.add(join);
            }
            line.add(random.nextInt(vocabulary));
        }
        return line;
    }

    private static ByteText tags(SplittableRandom random, ByteText line) {
        int n = 1 + random.nextInt(5);
        for (int i = 0; i < n; i++) {
            if (i > 0) {
                line.add(';');
            }
            line.add(random.nextInt(TAGS)).add(' ').decimal(random.nextDouble(), 6);
        }
        return line;
    }
}
