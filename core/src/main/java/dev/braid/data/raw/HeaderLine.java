package dev.braid.data.raw;

import dev.braid.fault.BadInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The first line of a CSV file. */
final class HeaderLine {
    private static final List<String> SEPARATORS = List.of(",", "\t", ";", "|");

    private HeaderLine() {}

    static String first(Path path, boolean gzip) {
        try (InputStream in = Files.newInputStream(path);
                InputStream plain = gzip ? new GZIPInputStream(in) : in;
                BufferedReader reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            if (line == null || line.isBlank()) {
                throw new BadInput(
                        path + ": the file is empty, or its first line is; copy it again, or delete that line");
            }
            return line.startsWith("\uFEFF") ? line.substring(1) : line;
        } catch (IOException e) {
            throw new BadInput(path + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** The fields of a line; a quote inside quotes is doubled. */
    static List<String> fields(String line, String separator, String quote) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            if (!quote.isEmpty() && line.startsWith(quote, i)) {
                if (quoted && line.startsWith(quote, i + 1)) {
                    field.append(quote);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && line.startsWith(separator, i)) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(line.charAt(i));
            }
        }
        fields.add(field.toString());
        return fields;
    }

    /** The separator that a line holds most of, as written in a spec, when it is not the given one. */
    static Optional<String> likelier(String line, String separator) {
        return SEPARATORS.stream()
                .filter(s -> !s.equals(separator) && line.contains(s))
                .max(Comparator.comparingInt(s -> line.split(java.util.regex.Pattern.quote(s), -1).length))
                .map(s -> s.equals("\t") ? "\\t" : s);
    }
}
