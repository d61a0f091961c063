package dev.braid.data.simulate.form;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The columns of a search's user, or of an item: small categories, and numbers from 0 to 1 of which many are 0. Numbers of a row
 * hang together through two hidden factors.
 */
final class AliExpressColumns {
    private static final int FACTORS = 2;
    private static final int MOST_DECIMALS = 6;
    private static final double ZIPF = 0.8;

    private final int[] size; // by column: how many categories; 0: a number
    private final Popularity[] category;
    private final double[] zero; // share of zeros
    private final int[] decimals;
    private final double[][] loading;

    /** Values of one row. */
    static final class Values {
        private final double[] value;

        Values(AliExpressColumns columns) {
            value = new double[columns.size.length];
        }
    }

    /**
     * @param name tells user and item columns apart
     * @param size by column, from the second of the file on: how many categories; 0 for a number
     */
    AliExpressColumns(String name, int[] size, double vocabulary) {
        this.size =
                Arrays.stream(size).map(s -> FormOptions.shrunk(s, vocabulary)).toArray();
        category = new Popularity[size.length];
        zero = new double[size.length];
        decimals = new int[size.length];
        loading = new double[size.length][FACTORS];
        // the form's own, whatever the seed
        SplittableRandom form = new SplittableRandom(Hash.of(0, name));
        for (int c = 0; c < size.length; c++) {
            category[c] = new Popularity(Math.max(1, this.size[c]), ZIPF);
            zero[c] = 0.7 * form.nextDouble();
            decimals[c] = 2 + form.nextInt(MOST_DECIMALS - 1);
            for (int f = 0; f < FACTORS; f++) {
                loading[c][f] = Hash.normal(form.nextLong());
            }
        }
    }

    void draw(SplittableRandom random, Values into) {
        double first = Hash.normal(random.nextLong());
        double second = Hash.normal(random.nextLong());
        for (int c = 0; c < size.length; c++) {
            if (size[c] > 0) {
                into.value[c] = category[c].draw(random);
            } else if (random.nextDouble() < zero[c]) {
                into.value[c] = 0;
            } else {
                double value = 0.4
                        + 0.12 * (loading[c][0] * first + loading[c][1] * second)
                        + 0.12 * Hash.normal(random.nextLong());
                into.value[c] = Math.min(Math.max(value, 0), 1);
            }
        }
    }

    /** What a taste makes of these columns: {@code [columns][values]}, of a number one factor. Few, so worked out once. */
    double[][] effects(Taste taste, int firstField) {
        double[][] effects = new double[size.length][];
        for (int c = 0; c < size.length; c++) {
            effects[c] = new double[Math.max(1, size[c])];
            for (int v = 0; v < effects[c].length; v++) {
                effects[c][v] = (size[c] > 0 ? 0.4 : 1) * taste.effect(firstField + c, v);
            }
        }
        return effects;
    }

    /** The part of a taste that hangs on these columns; about standard normal per ten columns. */
    double taste(double[][] effects, Values of) {
        double sum = 0;
        for (int c = 0; c < size.length; c++) {
            sum += size[c] > 0 ? effects[c][(int) of.value[c]] : effects[c][0] * of.value[c];
        }
        return sum;
    }

    /** A category's value. */
    long category(int column, Values of) {
        return (long) of.value[column];
    }

    /** Writes {@code ,value} for every column. */
    void write(Values values, ByteText text) {
        for (int c = 0; c < size.length; c++) {
            text.add(',');
            if (size[c] > 0) {
                text.add((long) values.value[c]);
            } else {
                text.decimal(values.value[c], decimals[c]);
            }
        }
    }
}
