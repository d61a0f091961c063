package dev.braid.data.raw;

import dev.braid.fault.BraidBug;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hash that gives a value its id: {@code 1 + h mod buckets}, where h is the number that the last eight bytes of the MD5 of
 * the value's UTF-8 text make, the least significant byte first, without a sign. MD5 is defined to the bit in every language,
 * so a dataset's ids mean the same for ever and everywhere. Not meant to keep secrets.
 */
public final class ValueHash {
    private ValueHash() {}

    /** The id of a value, from 1, as SQL; NULL for NULL. */
    static String sql(String source, int buckets) {
        return "(1 + (md5_number_lower(" + source + ") % " + buckets + "::UBIGINT)::INTEGER)";
    }

    /** The id of a value, from 1. */
    public static int id(String value, int buckets) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(value.getBytes(StandardCharsets.UTF_8));
            long lower = ByteBuffer.wrap(digest).order(ByteOrder.LITTLE_ENDIAN).getLong(8);
            return 1 + (int) Long.remainderUnsigned(lower, buckets);
        } catch (NoSuchAlgorithmException e) {
            throw new BraidBug("every JDK has MD5", e);
        }
    }
}
