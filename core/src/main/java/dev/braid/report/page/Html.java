package dev.braid.report.page;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes HTML element by element. All text and all values of attributes are escaped, whoever wrote them. */
public final class Html {
    private final StringBuilder text = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Opens an element.
     *
     * @param attributes name, value, name, value ...
     */
    @CanIgnoreReturnValue
    public Html open(String tag, String... attributes) {
        start(tag, attributes);
        open.push(tag);
        return this;
    }

    /** Closes the element that was opened last. */
    @CanIgnoreReturnValue
    public Html close() {
        text.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Closes the element that was opened last, and ends the line. */
    @CanIgnoreReturnValue
    public Html closeLine() {
        close();
        text.append('\n');
        return this;
    }

    /** An element that has no end. */
    @CanIgnoreReturnValue
    public Html empty(String tag, String... attributes) {
        start(tag, attributes);
        return this;
    }

    /** Text. */
    @CanIgnoreReturnValue
    public Html text(String words) {
        text.append(escaped(words));
        return this;
    }

    /** An element that holds only text. */
    @CanIgnoreReturnValue
    public Html element(String tag, String words, String... attributes) {
        return open(tag, attributes).text(words).close();
    }

    /** A paragraph. */
    @CanIgnoreReturnValue
    public Html paragraph(String words) {
        return open("p").text(words).closeLine();
    }

    /** Lines to be typed. */
    @CanIgnoreReturnValue
    public Html command(String line) {
        return open("pre", "tabindex", "0").element("code", line).closeLine();
    }

    /** A script or a style sheet of Braid's own, or data whose {@code <} its writer has escaped; it is not escaped again. */
    @CanIgnoreReturnValue
    Html verbatim(String tag, String content, String... attributes) {
        if (content.toLowerCase(java.util.Locale.ROOT).contains("</" + tag)) {
            throw new IllegalArgumentException("the content would end its element " + tag);
        }
        start(tag, attributes);
        text.append(content).append("</").append(tag).append(">\n");
        return this;
    }

    /** All that was written. */
    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not closed: " + open);
        }
        return "<!DOCTYPE html>\n" + text;
    }

    private void start(String tag, String... attributes) {
        text.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            text.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escaped(attributes[i + 1]))
                    .append('"');
        }
        text.append('>');
    }

    private static String escaped(String words) {
        StringBuilder escaped = new StringBuilder(words.length());
        words.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }
}
