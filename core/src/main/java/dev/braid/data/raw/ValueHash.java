package dev.braid.data.raw;

import dev.braid.fault.BraidBug;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The hash that gives a value its id: {@code 1 + h mod buckets}, where h is the number that the first 15 hexadecimal digits of
 * the MD5 of the value's UTF-8 text write. MD5 is defined to the bit in every language, so a dataset's ids mean the same for
 * ever and everywhere. Not meant to keep secrets.
 */
public final class ValueHash {
    /** So many digits are a number of Java's and of SQL's, without a sign. */
    private static final int DIGITS = 15;

    private ValueHash() {}

    /** The id of a value, from 1, as SQL; NULL for NULL. */
    static String sql(String source, int buckets) {
        return "(1 + ('0x' || left(md5(" + source + "), " + DIGITS + "))::BIGINT % " + buckets + ")::INTEGER";
    }

    /** The id of a value, from 1. */
    public static int id(String value, int buckets) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(value.getBytes(StandardCharsets.UTF_8));
            String digits = HexFormat.of().formatHex(digest).substring(0, DIGITS);
            return 1 + (int) (Long.parseLong(digits, 16) % buckets);
        } catch (NoSuchAlgorithmException e) {
            throw new BraidBug("every JDK has MD5", e);
        }
    }
}
