package dev.braid.data.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.data.PreparedDataset;
import dev.braid.data.Split;
import dev.braid.fault.BadInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WeChat2021Test {
    private static final String HEADER =
            "userid,feedid,date_,device,read_comment,comment,like,play,stay,click_avatar,forward,follow,favorite\n";
    private static final String FEEDS = "feedid,authorid,videoplayseconds,description,bgm_song_id,bgm_singer_id\n";

    @TempDir
    Path folder;

    private record Shown(int user, int feed, int day, int read, int like, int avatar) {
        String line() {
            return "u%d,f%d,%d,2,%d,0,%d,1000,2000,%d,0,0,0\n".formatted(user, feed, day, read, like, avatar);
        }
    }

    /** Twelve rows a day, in no order of days. */
    private static List<Shown> log() {
        List<Shown> log = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 12 * 14; i++) {
            log.add(new Shown(
                    random.nextInt(4),
                    random.nextInt(3),
                    1 + i * 5 % 14,
                    random.nextInt(2),
                    random.nextInt(2),
                    random.nextInt(2)));
        }
        return log;
    }

    private Download download(List<Shown> log) {
        StringBuilder actions = new StringBuilder(HEADER);
        log.forEach(shown -> actions.append(shown.line()));
        return new Download(folder)
                .file("user_action.csv", actions.toString())
                .file("feed_info.csv", FEEDS + "f0,a1,10,\"1 2,3\",s1,\nf1,a2,0,4,,\nf2,a1,1,,s2,g2\n");
    }

    private static List<String> history(List<Shown> log, int from, int to, boolean ofUser) {
        List<String> counts = new ArrayList<>();
        for (Shown row : log) {
            if (row.day() >= from && row.day() <= to) {
                long count = log.stream()
                        .filter(o -> ofUser ? o.user() == row.user() : o.feed() == row.feed())
                        .filter(o -> o.day() < row.day() && o.day() >= row.day() - 7 && o.like() == 1)
                        .count();
                counts.add(String.format(Locale.ROOT, "%.3f", Math.log1p((double) count)));
            }
        }
        return counts;
    }

    private static List<String> rounded(List<String> values) {
        return values.stream()
                .map(v -> String.format(Locale.ROOT, "%.3f", Double.parseDouble(v)))
                .toList();
    }

    @Test
    void historyIsOfTheSevenDaysBeforeAndNeverOfTheDayItself() {
        List<Shown> log = log();
        PreparedDataset wechat = download(log).prepare("wechat-2021").dataset();
        for (boolean user : new boolean[] {true, false}) {
            String feature = (user ? "user" : "feed") + "_like";
            assertEquals(history(log, 8, 12, user), rounded(Download.values(wechat, Split.TRAIN, feature)));
            assertEquals(history(log, 13, 13, user), rounded(Download.values(wechat, Split.VALIDATION, feature)));
            assertEquals(history(log, 14, 14, user), rounded(Download.values(wechat, Split.TEST, feature)));
        }
    }

    @Test
    void aLineSetAsideAddsNothingToLaterDays() {
        List<Shown> log = log();
        List<String> sound =
                Download.values(download(log).prepare("wechat-2021").dataset(), Split.TEST, "user_like");
        for (int user = 0; user < 4; user++) {
            log.add(new Shown(user, 9, 13, 0, 1, 0));
            log.add(new Shown(user, 1, 13, 2, 1, 0));
        }
        assertEquals(
                sound, Download.values(download(log).prepare("wechat-2021", 8).dataset(), Split.TEST, "user_like"));
    }

    @Test
    void daysThatServeAsHistoryOnlyAreCounted() {
        assertEquals(
                List.of(84L),
                List.copyOf(download(log())
                        .prepare("wechat-2021")
                        .report()
                        .leftOut()
                        .values()));
        assertEquals(
                0,
                download(log())
                        .prepare("wechat-2021", "history=false")
                        .report()
                        .leftOut()
                        .size());
    }

    @Test
    void aDayThatIsNotWholeIsABadLine() {
        Download download = download(log());
        download.file("user_action.csv", HEADER + log().get(0).line() + "u1,f1,9.7,2,0,0,0,1000,2000,0,0,0,0\n");
        BadInput refused = assertThrows(BadInput.class, () -> download.prepare("wechat-2021", "history=false"));
        assertTrue(refused.getMessage().contains("user_action.csv:3: 'date_' must be a day"), refused::getMessage);
    }

    @Test
    void laterDaysChangeNothingInEarlierRows() {
        List<Shown> log = log();
        List<String> before =
                Download.values(download(log).prepare("wechat-2021").dataset(), Split.TRAIN, "user_like");
        List<Shown> other = new ArrayList<>();
        log.forEach(s -> other.add(
                s.day() < 12 ? s : new Shown(s.user(), s.feed(), s.day(), s.read(), 1 - s.like(), s.avatar())));
        assertEquals(
                before, Download.values(download(other).prepare("wechat-2021").dataset(), Split.TRAIN, "user_like"));
    }

    @Test
    void feedsAreJoinedAndOutcomesAreNoFeatures() {
        PreparedDataset wechat = download(log()).prepare("wechat-2021").dataset();
        assertEquals(21, wechat.schema().features().size());
        List<String> features = Download.features(wechat);
        assertFalse(features.contains("play") || features.contains("stay") || features.contains("like"));
        assertEquals(
                log().stream()
                        .filter(s -> s.day() == 14)
                        .map(s -> s.feed() == 1 ? "a2" : "a1")
                        .toList(),
                Download.values(wechat, Split.TEST, "authorid"));
        assertTrue(Download.values(wechat, Split.TRAIN, "bgm_song_id").contains(null));
        assertEquals(
                log().stream()
                        .filter(s -> s.day() == 14)
                        .map(s -> s.avatar() + "")
                        .toList(),
                Download.labels(wechat, Split.TEST, "click_avatar"));
    }

    @Test
    void splitIsByDay() {
        PreparedDataset with = download(log()).prepare("wechat-2021").dataset();
        assertEquals(60, with.rows(Split.TRAIN));
        assertEquals(12, with.rows(Split.VALIDATION));
        assertEquals(12, with.rows(Split.TEST));
        PreparedDataset without =
                download(log()).prepare("wechat-2021", "history=false").dataset();
        assertEquals(144, without.rows(Split.TRAIN));
        assertEquals(7, without.schema().features().size());
    }

    @Test
    void unknownFeedsAndDaysAreBadLines() {
        List<Shown> log = log();
        log.add(3, new Shown(1, 9, 2, 0, 0, 0));
        BadInput feed = assertThrows(BadInput.class, () -> download(log).prepare("wechat-2021"));
        assertTrue(
                feed.getMessage().contains("user_action.csv:5: no line of feed_info has the feed"), feed::getMessage);
        List<Shown> days = log();
        days.add(new Shown(1, 1, 15, 0, 0, 0));
        BadInput day = assertThrows(BadInput.class, () -> download(days).prepare("wechat-2021"));
        assertTrue(day.getMessage().contains("user_action.csv:170: 'date_' must be a day"), day::getMessage);
        assertEquals(1, download(days).prepare("wechat-2021", 1).report().badLines());
    }

    @Test
    void aNumberWithUnderscoresIsABadLine() {
        Download download = download(log())
                .file("feed_info.csv", FEEDS + "f0,a1,1_000,\"1 2,3\",s1,\nf1,a2,0,4,,\nf2,a1,1,,s2,g2\n");
        BadInput refused = assertThrows(BadInput.class, () -> download.prepare("wechat-2021"));
        assertTrue(
                refused.getMessage().contains("feed_info.csv:2: 'videoplayseconds' is no finite number"),
                refused::getMessage);
    }

    @Test
    void rowsOfABadFeedLineAreLeftOutWithTheReason() {
        List<Shown> log = log();
        long shown = log.stream().filter(s -> s.feed() == 1).count();
        SourceReport report = download(log)
                .file("feed_info.csv", FEEDS + "f0,a1,10,\"1 2,3\",s1,\nf1,a2,long,4,,\nf2,a1,1,,s2,g2\n")
                .prepare("wechat-2021", 1, "history=false")
                .report();
        assertEquals(1, report.badLines());
        assertEquals(
                Map.of("the line of feed_info.csv that belongs to it was bad and set aside", shown), report.leftOut());
    }
}
