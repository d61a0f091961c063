package dev.braid.report;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.braid.experiment.Spread;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page of headings, paragraphs and tables. */
public final class Markdown {
    private final StringBuilder text = new StringBuilder();

    /** A heading; 1 is the title. */
    @CanIgnoreReturnValue
    public Markdown heading(int level, String title) {
        text.append("#".repeat(level)).append(' ').append(title).append("\n\n");
        return this;
    }

    /** A paragraph. */
    @CanIgnoreReturnValue
    public Markdown paragraph(String paragraph) {
        text.append(paragraph).append("\n\n");
        return this;
    }

    /** Lines to be typed. */
    @CanIgnoreReturnValue
    public Markdown command(String... lines) {
        text.append("```bash\n").append(String.join("\n", lines)).append("\n```\n\n");
        return this;
    }

    /** The first line of a table. */
    @CanIgnoreReturnValue
    public Markdown header(String... cells) {
        row(cells);
        String rule = Arrays.stream(cells).map(c -> "---").collect(Collectors.joining("|", "|", "|\n"));
        text.append(rule);
        return this;
    }

    /** A line of a table. */
    @CanIgnoreReturnValue
    public Markdown row(String... cells) {
        text.append(Stream.of(cells).collect(Collectors.joining(" | ", "| ", " |\n")));
        return this;
    }

    /** The end of a table. */
    @CanIgnoreReturnValue
    public Markdown end() {
        text.append('\n');
        return this;
    }

    /** A number; {@code undefined} where it is {@code NaN}. */
    public static String number(String format, double value) {
        return Double.isNaN(value) ? "undefined" : String.format(Locale.ROOT, format, value);
    }

    /** Mean ± standard deviation. */
    public static String spread(String format, Spread spread) {
        Double mean = spread.mean();
        Double deviation = spread.deviation();
        if (mean == null) {
            return "undefined";
        }
        return deviation == null ? number(format, mean) : number(format, mean) + " ± " + number(format, deviation);
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing() + "\n";
    }
}
