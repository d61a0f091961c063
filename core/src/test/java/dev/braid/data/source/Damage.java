package dev.braid.data.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** What can be wrong with a file: always at its seventh line, where it is a line. */
enum Damage {
    NOTHING(form -> true, (form, lines) -> lines),
    TOO_FEW_FIELDS(form -> true, Damage::tooFew),
    TOO_MANY_FIELDS(form -> true, (form, lines) -> at(lines, line(lines) + form.separator() + "x")),
    NO_NUMBER(form -> form.number() >= 0, (form, lines) -> at(lines, form, form.number(), "many")),
    TOO_GREAT_A_NUMBER(
            form -> form.alone() && form.number() >= 0, (form, lines) -> at(lines, form, form.number(), "1e999")),
    LABEL_OF_TWO(form -> form.label() >= 0, (form, lines) -> at(lines, form, form.label(), "7")),
    NO_LABEL(form -> form.alone() && form.label() >= 0, (form, lines) -> at(lines, form, form.label(), "")),
    CONVERSION_WITHOUT_CLICK(
            form -> form.converted() >= 0,
            (form, lines) -> at(lines, form.with(form.with(line(lines), form.label(), "0"), form.converted(), "1"))),
    NOT_UTF8(form -> form.word() >= 0, (form, lines) -> at(lines, form, form.word(), "\u00e4")),
    NUL_BYTE(form -> form.word() >= 0, (form, lines) -> at(lines, form, form.word(), "a\0b")),
    STRAY_RETURN(form -> form.alone(), (form, lines) -> at(lines, form, form.word(), "a\rb")),
    TOO_LONG(form -> form.alone(), (form, lines) -> at(lines, form, form.word(), "x".repeat(2_100_000))),
    OTHER_LINE_END(RawForm::alone, (form, lines) -> at(lines, line(lines) + "\r")),
    OPEN_QUOTE(form -> form.quoted(), (form, lines) -> at(lines, form, form.word(), "\"open")),
    EMPTY(RawForm::alone, (form, lines) -> List.of()),
    ONLY_A_HEADER(form -> form.source().isEmpty(), (form, lines) -> lines.subList(0, 1)),
    NO_HEADER(form -> !form.header().isEmpty(), (form, lines) -> lines.subList(1, lines.size())),
    HEADER_TWICE(form -> !form.header().isEmpty(), (form, lines) -> at(lines, form.header())),
    A_HEADER(form -> form.header().isEmpty(), (form, lines) -> before(0, lines, names(form, lines))),
    WINDOWS_ENDS(RawForm::alone, (form, lines) -> lines),
    BYTE_ORDER_MARK(RawForm::alone, (form, lines) -> lines),
    BEHIND_WINDOWS_ENDS(RawForm::alone, Damage::tooFew),
    BEHIND_A_BLANK_LINE(RawForm::alone, (form, lines) -> before(2, tooFew(form, lines), "")),
    BEHIND_A_QUOTED_LINE_END(form -> form.quoted() && form.alone(), (form, lines) -> {
        List<String> changed = new ArrayList<>(tooFew(form, lines));
        changed.set(3, form.with(lines.get(3), form.word(), "\"two\nlines\""));
        return changed;
    }),
    LABEL_BEHIND_A_QUOTED_LINE_END(form -> form.quoted() && form.alone(), (form, lines) -> {
        List<String> changed = new ArrayList<>(at(lines, form, form.label(), "7"));
        changed.set(3, form.with(lines.get(3), form.word(), "\"two\nlines\""));
        return changed;
    }),
    ZIPPED(RawForm::alone, (form, lines) -> lines),
    IN_A_GZIP_FILE(form -> true, Damage::tooFew),
    GZIP_BREAKS_OFF(RawForm::alone, (form, lines) -> lines),
    NO_GZIP(RawForm::alone, (form, lines) -> lines),
    EMPTY_GZIP(RawForm::alone, (form, lines) -> List.of()),
    BEHIND_THE_GZIP(RawForm::alone, (form, lines) -> lines),
    PIECE_BEHIND_THE_GZIP(RawForm::alone, (form, lines) -> lines),
    BELOW_MINUS_ONE(
            form -> form.name().equals("wechat-2021, feeds"), (form, lines) -> at(lines, form, form.number(), "-5")),
    NO_FLOAT(form -> form.number() >= 0 && !form.alone(), (form, lines) -> at(lines, form, form.number(), "1e39")),
    GREAT_WEIGHT(
            form -> form.source().equals(Optional.of("ali-ccp")),
            (form, lines) -> at(lines, line(lines).replaceFirst("\u0003[0-9.]+$", "\u00031e999"))),
    FIELD_COUNT(
            form -> form.source().equals(Optional.of("ali-ccp")),
            (form, lines) -> at(lines, form, form.name().endsWith("common") ? 1 : 4, "7")),
    UNKNOWN_KEY(form -> form.name().endsWith("skeleton"), (form, lines) -> at(lines, form, 3, "nobody")),
    UNKNOWN_SEARCH(form -> form.name().equals("aliexpress, items"), (form, lines) -> at(lines, form, 0, "nobody")),
    UNKNOWN_FEED(form -> form.name().endsWith("actions"), (form, lines) -> at(lines, form, 1, "nothing")),
    KEY_TWICE(
            form -> List.of("ali-ccp, common", "aliexpress, users", "wechat-2021, feeds")
                    .contains(form.name()),
            (form, lines) -> at(lines, lines.get(2)));

    private static final int LINE = 6;

    @SuppressWarnings("ImmutableEnumChecker") // functions without a state
    private final Predicate<RawForm> fits;

    @SuppressWarnings("ImmutableEnumChecker")
    private final BiFunction<RawForm, List<String>, List<String>> change;

    Damage(Predicate<RawForm> fits, BiFunction<RawForm, List<String>, List<String>> change) {
        this.fits = fits;
        this.change = change;
    }

    boolean fits(RawForm form) {
        return fits.test(form);
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Writes the form's files, one of them damaged. */
    void write(RawForm form, Path folder) throws IOException {
        for (var other : form.others().entrySet()) {
            Files.writeString(folder.resolve(other.getKey()), other.getValue());
        }
        String end = this == WINDOWS_ENDS || this == BEHIND_WINDOWS_ENDS ? "\r\n" : "\n";
        List<String> lines = change.apply(form, form.lines());
        String text = lines.isEmpty() ? "" : String.join(end, lines) + end;
        byte[] bytes = this == BYTE_ORDER_MARK
                ? ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8)
                : text.getBytes(StandardCharsets.ISO_8859_1);
        switch (this) {
            case ZIPPED, IN_A_GZIP_FILE, EMPTY_GZIP -> Files.write(folder.resolve(form.file() + ".gz"), zipped(bytes));
            case GZIP_BREAKS_OFF -> {
                byte[] whole = zipped(bytes);
                Files.write(folder.resolve(form.file() + ".gz"), Arrays.copyOf(whole, whole.length - 9));
            }
            case BEHIND_THE_GZIP, PIECE_BEHIND_THE_GZIP -> {
                byte[] whole = zipped(bytes);
                byte[] more = this == BEHIND_THE_GZIP ? new byte[512] : Arrays.copyOf(whole, 6);
                byte[] joined = Arrays.copyOf(whole, whole.length + more.length);
                System.arraycopy(more, 0, joined, whole.length, more.length);
                Files.write(folder.resolve(form.file() + ".gz"), joined);
            }
            case NO_GZIP -> Files.write(folder.resolve(form.file() + ".gz"), bytes);
            default -> Files.write(folder.resolve(form.file()), bytes);
        }
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static List<String> at(List<String> lines, String line) {
        List<String> changed = new ArrayList<>(lines);
        changed.set(LINE, line);
        return changed;
    }

    private static List<String> at(List<String> lines, RawForm form, int field, String value) {
        return at(lines, form.with(lines.get(LINE), field, value));
    }

    private static List<String> before(int place, List<String> lines, String line) {
        List<String> changed = new ArrayList<>(lines);
        changed.add(place, line);
        return changed;
    }

    private static String line(List<String> lines) {
        return lines.get(LINE);
    }

    private static List<String> tooFew(RawForm form, List<String> lines) {
        String line = line(lines);
        return at(lines, line.substring(0, line.lastIndexOf(form.separator())));
    }

    private static String names(RawForm form, List<String> lines) {
        List<String> names = new ArrayList<>();
        int fields = lines.get(0).split(Pattern.quote(form.separator()), -1).length;
        for (int i = 0; i < fields; i++) {
            names.add("column" + i);
        }
        return String.join(form.separator(), names);
    }
}
