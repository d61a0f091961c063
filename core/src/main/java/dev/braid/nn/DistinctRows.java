package dev.braid.nn;

import java.util.Arrays;

/** Numbers the distinct values of a sequence in the order of their first appearance, by open addressing. */
final class DistinctRows {
    private final int[] keys;
    private final int[] places;
    private final int mask;
    private int[] distinct;
    private int count;

    /**
     * @param most upper bound on the number of distinct values
     */
    DistinctRows(int most) {
        int capacity = Integer.highestOneBit(Math.max(8, most) * 2 - 1) * 2;
        keys = new int[capacity];
        Arrays.fill(keys, -1);
        places = new int[capacity];
        mask = capacity - 1;
        distinct = new int[Math.max(8, Math.min(most, 1 << 16))];
    }

    /** The place of a row of at least 0. */
    int place(int row) {
        int slot = (row * 0x9e3779b9) >>> 7 & mask;
        while (keys[slot] != row) {
            if (keys[slot] == -1) {
                keys[slot] = row;
                places[slot] = count;
                if (count == distinct.length) {
                    distinct = Arrays.copyOf(distinct, count * 2);
                }
                distinct[count] = row;
                return count++;
            }
            slot = (slot + 1) & mask;
        }
        return places[slot];
    }

    /** The distinct rows so far. */
    int[] rows() {
        return Arrays.copyOf(distinct, count);
    }
}
