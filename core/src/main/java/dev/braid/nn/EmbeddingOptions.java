package dev.braid.nn;

import dev.braid.options.Doc;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How features become embedding vectors. */
@Doc("How features become embedding vectors")
public record EmbeddingOptions(
        @Doc("width k of every embedding vector") int width,

        @Doc("numeric columns: a field each, or one common field")
        NumericFields numeric,

        @Doc(
                "other widths for some columns or shared embeddings, each written name:width; for models that read vectors side by"
                        + " side, such as dnn, mmoe, ple and igie")
        List<String> widths) {
    private static final int MOST = 4096;

    /** How numeric columns become fields. */
    public enum NumericFields {
        @Doc("every numeric column is a field: its value times a learned vector")
        PER_FEATURE,
        @Doc("all numeric columns together are one field: a linear map to k values")
        BLOCK
    }

    /** k = 16, a field per numeric column. */
    public static final EmbeddingOptions DEFAULTS = new EmbeddingOptions(16, NumericFields.PER_FEATURE, List.of());

    public EmbeddingOptions {
        if (width < 1 || width > MOST) {
            throw new IllegalArgumentException("width must be in 1.." + MOST + ", got " + width);
        }
        widths = List.copyOf(widths);
        Set<String> names = new HashSet<>();
        for (String written : widths) {
            if (!written.matches(".+:[0-9]{1,4}") || widthOf(written) < 1 || widthOf(written) > MOST) {
                throw new IllegalArgumentException(
                        "widths must be written name:width with a width in 1.." + MOST + ", got '" + written + "'");
            }
            if (!names.add(nameOf(written))) {
                throw new IllegalArgumentException(
                        "widths must name a column once, but '" + nameOf(written) + "' is twice");
            }
        }
    }

    /** Every column of the same width. */
    public EmbeddingOptions(int width, NumericFields numeric) {
        this(width, numeric, List.of());
    }

    static String nameOf(String written) {
        return written.substring(0, written.lastIndexOf(':'));
    }

    static int widthOf(String written) {
        return Integer.parseInt(written.substring(written.lastIndexOf(':') + 1));
    }
}
