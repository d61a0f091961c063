package dev.braid.data.simulate;

import java.io.BufferedWriter;
import java.io.IOException;

/** One line of comma-separated cells in the making, reused; much faster than formatting. Never needs quotes. */
final class Line {
    private final StringBuilder text = new StringBuilder(256);
    private boolean first = true;

    Line cell(String value) {
        next().append(value);
        return this;
    }

    Line cell(long value) {
        next().append(value);
        return this;
    }

    /** A name and a number: {@code brand17}. */
    Line cell(String prefix, int number) {
        next().append(prefix).append(number);
        return this;
    }

    /**
     * A number rounded to so many decimals.
     *
     * @param unit 10 to the number of decimals, below 1e10; {@code |value| · unit} stays below 2^53
     */
    Line cell(double value, long unit) {
        StringBuilder out = next();
        long scaled = Math.round(Math.abs(value) * unit);
        if (value < 0 && scaled > 0) {
            out.append('-');
        }
        out.append(scaled / unit).append('.');
        long rest = scaled % unit;
        for (long digit = unit / 10; digit > rest && digit > 1; digit /= 10) {
            out.append('0');
        }
        out.append(rest);
        return this;
    }

    /** An empty cell: a missing value. */
    Line empty() {
        next();
        return this;
    }

    void writeTo(BufferedWriter writer) throws IOException {
        writer.append(text).append('\n');
        text.setLength(0);
        first = true;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private StringBuilder next() {
        if (!first) {
            text.append(',');
        }
        first = false;
        return text;
    }
}
