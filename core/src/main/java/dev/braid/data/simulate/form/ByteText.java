package dev.braid.data.simulate.form;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text in the making, as bytes, reused: many times faster than strings. */
final class ByteText {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_NUMBER = 20;
    private static final long[] POWER_OF_TEN = {
        1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };

    private byte[] bytes = new byte[1 << 16];
    private int length;

    void clear() {
        length = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    ByteText add(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    ByteText add(String ascii) {
        return add(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    ByteText add(byte[] text) {
        room(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
        return this;
    }

    ByteText add(ByteText text) {
        room(text.length);
        System.arraycopy(text.bytes, 0, bytes, length, text.length);
        length += text.length;
        return this;
    }

    /** A whole number, not the least of all. */
    ByteText add(long number) {
        room(LONGEST_NUMBER);
        long rest = Math.abs(number);
        if (number < 0) {
            bytes[length++] = '-';
        }
        int digits = 1;
        for (long power = 10; digits < 19 && rest >= power; power *= 10) {
            digits++;
        }
        length += digits;
        for (int at = length - 1, d = 0; d < digits; d++, at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return this;
    }

    /** Eight hexadecimal digits. */
    ByteText hex(int number) {
        room(8);
        for (int shift = 28; shift >= 0; shift -= 4) {
            bytes[length++] = HEX[number >>> shift & 15];
        }
        return this;
    }

    /** Sixteen hexadecimal digits. */
    ByteText hex(long number) {
        return hex((int) (number >>> 32)).hex((int) number);
    }

    /**
     * A number rounded to so many decimals, 1 to 9; without the zeros at its end, but with one digit after the point.
     *
     * @param number below 9e9 in absolute value
     */
    ByteText decimal(double number, int decimals) {
        long unit = POWER_OF_TEN[decimals];
        long scaled = Math.round(Math.abs(number) * unit);
        if (number < 0 && scaled > 0) {
            add('-');
        }
        long whole = scaled / unit;
        add(whole).add('.');
        // from the last digit on: divisions by a constant are many times cheaper than those by a variable
        int rest = (int) (scaled - whole * unit);
        int digits = decimals;
        while (digits > 1 && rest % 10 == 0) {
            rest /= 10;
            digits--;
        }
        room(digits);
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }

    /** Makes room for so many more bytes. */
    void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    /** Says that so many bytes were put into {@link #bytes} behind the others. */
    void grew(int more) {
        length += more;
    }
}
