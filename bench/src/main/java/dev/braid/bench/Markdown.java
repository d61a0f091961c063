package dev.braid.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page of headings, paragraphs and tables. */
final class Markdown {
    private final StringBuilder text = new StringBuilder();

    Markdown heading(int level, String title) {
        text.append("#".repeat(level)).append(' ').append(title).append("\n\n");
        return this;
    }

    Markdown paragraph(String paragraph) {
        text.append(paragraph).append("\n\n");
        return this;
    }

    Markdown command(String... lines) {
        text.append("```bash\n").append(String.join("\n", lines)).append("\n```\n\n");
        return this;
    }

    Markdown header(String... cells) {
        row(cells);
        String rule = Arrays.stream(cells).map(c -> "---").collect(Collectors.joining("|", "|", "|\n"));
        text.append(rule);
        return this;
    }

    Markdown row(String... cells) {
        text.append(Stream.of(cells).collect(Collectors.joining(" | ", "| ", " |\n")));
        return this;
    }

    Markdown end() {
        text.append('\n');
        return this;
    }

    static String number(String format, double value) {
        return Double.isNaN(value) ? "undefined" : String.format(Locale.ROOT, format, value);
    }

    /** Mean and standard deviation of a sample. */
    static String meanAndDeviation(String format, double... values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        String shown = number(format, mean);
        return values.length < 2 ? shown : shown + " ± " + number(format, Math.sqrt(squares / (values.length - 1)));
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing() + "\n";
    }
}
