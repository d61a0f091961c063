package dev.braid.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of Ali-CCP's form with a few rows: every third item is clicked more, every second user buys more. */
final class TinyAliCcp {
    private static final List<String> USER = List.of("101", "121", "122", "124", "125", "126", "127", "128", "129");
    private static final List<String> ITEM = List.of("205", "206", "207", "216", "508", "509", "702", "853", "301");
    private static final int USERS = 8;

    private TinyAliCcp() {}

    /** Writes the four files into a new folder. */
    static void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String split : List.of("train", "test")) {
            StringBuilder common = new StringBuilder();
            for (int user = 0; user < USERS; user++) {
                common.append("k").append(user).append(',').append(list(USER, user));
            }
            StringBuilder skeleton = new StringBuilder();
            for (int row = 0; row < (split.equals("train") ? 400 : 120); row++) {
                int item = row % 9;
                int user = row * 5 % USERS;
                int click = row * 7 % 10 < (item % 3 == 0 ? 6 : 3) ? 1 : 0;
                int conversion = click == 1 && row * 3 % 7 < (user % 2 == 0 ? 4 : 2) ? 1 : 0;
                skeleton.append(row + "," + click + "," + conversion + ",k" + user + "," + list(ITEM, item));
            }
            Files.writeString(folder.resolve("common_features_" + split + ".csv"), common);
            Files.writeString(folder.resolve("sample_skeleton_" + split + ".csv"), skeleton);
        }
    }

    private static String list(List<String> fields, int id) {
        return fields.size() + ","
                + String.join(
                        "\u0001",
                        fields.stream()
                                .map(f -> f + "\u0002" + id + "\u00031.0")
                                .toList())
                + "\n";
    }
}
