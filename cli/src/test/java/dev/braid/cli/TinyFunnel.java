package dev.braid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Three files of a few rows, their dataset, and a run of two steps: made once, copied for each test that damages them. */
final class TinyFunnel {
    static final String SPEC = """
            name: tiny
            files: {train: train.csv, validation: validation.csv, test: test.csv}
            features:
              city: categorical
              age: {type: numeric, scale: standardize}
            tasks:
              click: {label: click}
              buy: {label: buy, space: click}
            """;

    private final Path home;

    private TinyFunnel(Path home) {
        this.home = home;
    }

    /** Writes the files, prepares them, and trains. */
    static TinyFunnel make(Path home) throws IOException {
        raw(home);
        succeed("prepare", "--spec", home + "/spec.yaml", "--out", home + "/dataset");
        succeed(
                "train",
                "--data",
                home + "/dataset",
                "--model",
                "sharedbottom",
                "--out",
                home + "/run",
                "--set",
                "train.epochs=1",
                "--set",
                "model.bottom.hidden=4",
                "--set",
                "model.tower.hidden=4");
        return new TinyFunnel(home);
    }

    /** The raw files and their spec. */
    static void raw(Path folder) throws IOException {
        Files.writeString(folder.resolve("spec.yaml"), SPEC);
        Files.write(folder.resolve("train.csv"), rows(120));
        Files.write(folder.resolve("validation.csv"), rows(36));
        Files.write(folder.resolve("test.csv"), rows(36));
    }

    static List<String> rows(int count) {
        List<String> lines = new ArrayList<>(List.of("city,age,click,buy"));
        for (int i = 0; i < count; i++) {
            int click = i % 3 == 0 ? 1 : 0;
            int buy = i % 2 == 0 ? click : 0;
            lines.add("c" + i % 5 + "," + (20 + i % 7) + "," + click + "," + buy);
        }
        return lines;
    }

    /** Copies what was made: {@code dataset} and {@code run}. */
    void copyTo(Path folder) throws IOException {
        for (String part : List.of("dataset", "run")) {
            Path from = home.resolve(part);
            try (Stream<Path> tree = Files.walk(from)) {
                for (Path path : tree.toList()) {
                    Files.copy(path, folder.resolve(part).resolve(from.relativize(path)));
                }
            }
        }
    }

    static void succeed(String... arguments) {
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err), arguments);
        assertEquals(0, code, err::toString);
    }
}
