package dev.braid.data.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.braid.data.duck.Duck;
import dev.braid.data.duck.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The SQL that reads feature lists, against a reader in Java. */
final class FeatureListTest {
    private static final long SEED = 20_260_101;
    private static final Pattern NUMBER = Pattern.compile("[-+]?(?=[.]?[0-9])[0-9]*[.]?[0-9]*([eE][-+]?[0-9]+)?");
    private static final String FIELD = "109_14";

    /** What the SQL should give: well formed, size, last feature, last value. */
    private static List<@Nullable String> read(String list) {
        boolean formed = true;
        String feature = null;
        String value = null;
        String[] elements = list.split("\u0001", -1);
        for (String element : elements) {
            String[] parts = element.split("[\u0002\u0003]", -1);
            formed &= parts.length == 3
                    && element.equals(parts[0] + "\u0002" + parts[1] + "\u0003" + parts[2])
                    && !parts[0].isEmpty()
                    && !parts[1].isEmpty()
                    && NUMBER.matcher(parts[2]).matches();
            if (formed && parts[0].equals(FIELD)) {
                feature = parts[1];
                value = parts[2];
            }
        }
        List<@Nullable String> read = new ArrayList<>();
        read.add(Boolean.toString(formed));
        read.add(Integer.toString(elements.length));
        read.add(formed ? feature : null);
        read.add(formed ? value : null);
        return read;
    }

    private static String random(SplittableRandom random) {
        String[] fields = {FIELD, "9_14", "109", "205", "1109_14"};
        StringBuilder list = new StringBuilder();
        int size = 1 + random.nextInt(6);
        for (int e = 0; e < size; e++) {
            list.append(e == 0 ? "" : "\u0001")
                    .append(fields[random.nextInt(fields.length)])
                    .append('\u0002')
                    .append(random.nextInt(100))
                    .append('\u0003')
                    .append(random.nextInt(4) / 2.0);
        }
        if (random.nextInt(2) == 0) {
            String noise = "\u0001\u0002\u0003x,7.é'";
            int at = random.nextInt(list.length());
            list.replace(at, at + random.nextInt(2), noise.charAt(random.nextInt(noise.length())) + "");
        }
        return list.toString();
    }

    @Test
    void listsAreReadAsWritten() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<String> lists = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            lists.add(random(random));
        }
        FeatureList sql = new FeatureList("list");
        try (Duck duck = Duck.inMemory(1)) {
            duck.run("CREATE TABLE lists AS SELECT unnest(["
                    + String.join(", ", lists.stream().map(Sql::text).toList()) + "]) AS list");
            List<List<@Nullable String>> found = duck.rows("SELECT " + sql.wellFormed() + ", " + sql.size()
                    + ", CASE WHEN "
                    + sql.wellFormed() + " THEN " + sql.last(FIELD) + " END, CASE WHEN " + sql.wellFormed() + " THEN "
                    + sql.lastValue(FIELD) + " END FROM lists");
            for (int i = 0; i < lists.size(); i++) {
                assertEquals(read(lists.get(i)), found.get(i), lists.get(i));
            }
        }
    }
}
