package dev.braid.data;

import dev.braid.data.prepare.Prepare;
import dev.braid.data.prepare.PrepareListener;
import dev.braid.data.prepare.PrepareOptions;
import dev.braid.data.spec.DatasetSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small shop's log: 600 rows whose every value follows from the row number, and a spec for it. */
final class Shop {
    static final int ROWS = 600;

    static final String FEATURES = """
            features:
              city: {type: categorical, minCount: 2}
              price: {type: numeric, scale: standardize}
              tags: {type: multi, separator: "|", pooling: sum}
            """;

    static final String TASKS = """
            tasks:
              click: {label: click = 1, user: user}
              buy: {label: buy, space: click, rowWeight: "coalesce(price, 0) + 1"}
            """;

    static final String SPEC = """
            name: shop
            files: {all: log.csv}
            split: {all: {time: day, ranges: {train: {before: 8}, validation: {from: 8, before: 9}, test: {from: 9}}}}
            """ + FEATURES + TASKS;

    private Shop() {}

    /** Day 0..9; the city {@code Late} appears on day 9 only, {@code Once} on one row of day 0. */
    static String line(int i) {
        int day = i / 60;
        String city = day == 9 && i % 2 == 0 ? "Late" : i == 7 ? "Once" : "\"City, " + i % 5 + "\"";
        String price = i % 11 == 0 ? "" : Integer.toString(i % 13 + (day == 9 ? 1000 : 0));
        String tags = i % 4 == 0 ? "" : "t" + i % 3 + "| t" + i % 6;
        int click = i % 3 == 0 ? 1 : 0;
        int buy = i % 6 == 0 ? 1 : 0;
        return i + "," + day + ",u" + i % 9 + "," + city + "," + price + "," + tags + "," + click + "," + buy + "\n";
    }

    static String header() {
        return "id,day,user,city,price,tags,click,buy\n";
    }

    static void write(Path directory) {
        StringBuilder csv = new StringBuilder(header());
        for (int i = 0; i < ROWS; i++) {
            csv.append(line(i));
        }
        write(directory.resolve("log.csv"), csv.toString());
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PreparedDataset prepare(Path directory, String spec) {
        return prepare(directory, spec, new PrepareOptions("", 2, 1 << 18, true));
    }

    static PreparedDataset prepare(Path directory, String spec, PrepareOptions options) {
        write(directory);
        return Prepare.run(
                DatasetSpec.parse(spec, "shop.yaml"),
                directory,
                directory.resolve("dataset"),
                options,
                PrepareListener.NONE);
    }
}
