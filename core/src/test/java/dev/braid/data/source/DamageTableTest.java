package dev.braid.data.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.braid.data.duck.Duck;
import dev.braid.fault.BadInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of every kind of damage to every kind of file: the table is {@code damaged-files.txt}. */
final class DamageTableTest {
    private static final String TABLE = "/damaged-files.txt";
    private static final Pattern TOLERANCE =
            Pattern.compile("; mend (?:it|them), or allow bad lines \\(--bad-lines (\\d+)\\)$");

    @TempDir
    Path folder;

    static List<RawForm> forms() {
        return SoundFiles.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void everyDamageIsToldAsInTheTable(RawForm form) throws IOException {
        assertEquals(String.join("\n", table(form.name())), String.join("\n", told(form, folder)));
    }

    /** A line per kind of damage. */
    static List<String> told(RawForm form, Path folder) throws IOException {
        List<String> told = new ArrayList<>();
        try (Duck duck = Duck.inMemory(1)) {
            for (Damage damage : Damage.values()) {
                if (damage.fits(form)) {
                    Path raw = Files.createDirectory(folder.resolve(damage.name()));
                    damage.write(form, raw);
                    Path place = Files.createDirectory(folder.resolve(damage.name() + "-place"));
                    told.add(damage.label() + ": " + told(duck, form, raw, place));
                }
            }
        }
        return told;
    }

    /** The line, without the folder; {@code read} where there is nothing to say. What is said to be tolerable must be so. */
    private static String told(Duck duck, RawForm form, Path raw, Path place) throws IOException {
        String line = outcome(duck, form, raw, place, 0);
        String told = line;
        for (Matcher asked = TOLERANCE.matcher(line); asked.find(); asked = TOLERANCE.matcher(line)) {
            line = outcome(duck, form, raw, place, Long.parseLong(asked.group(1)));
            told = told.replace(asked.group(), "") + " => " + line;
        }
        return told;
    }

    private static String outcome(Duck duck, RawForm form, Path raw, Path place, long badLines) throws IOException {
        try {
            long bad = form.read(duck, raw, place.resolve("out"), badLines);
            return bad == 0 ? "read" : "read, " + bad + " bad line" + (bad == 1 ? "" : "s");
        } catch (BadInput e) {
            try (Stream<Path> left = Files.list(place)) {
                assertEquals(List.of(), left.toList(), "nothing half-written stays");
            }
            return String.valueOf(e.getMessage()).replace(raw + "/", "").replace("\n", " // ");
        }
    }

    private static List<String> table(String form) throws IOException {
        try (var in = Objects.requireNonNull(DamageTableTest.class.getResourceAsStream(TABLE))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .dropWhile(line -> !line.equals("[" + form + "]"))
                    .skip(1)
                    .takeWhile(line -> !line.startsWith("["))
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }
}
