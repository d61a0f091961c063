package dev.braid.data;

import org.jspecify.annotations.Nullable;

/**
 * Some rows of a prepared dataset, as columns. Knows no model. Arrays are indexed by feature or task position in the
 * schema; an entry that does not apply to a feature's kind is null.
 *
 * @param rows number of rows B
 * @param ids for each categorical feature its ids {@code [B]}
 * @param numbers for each numeric feature its scaled values {@code [B]}, NaN = missing
 * @param bags for each multi-valued feature its lists
 * @param labels per task {@code [B]}: 1, 0, or NaN where the label is missing. For a task with a parent, rows outside
 *     its sample space carry NaN. Empty when the rows have no labels
 * @param weights per task {@code [B]} row weights, or null when every row weighs 1
 * @param users per task {@code [B]} user keys for GAUC, or null when the task declares no user column
 */
public record Batch(
        int rows,
        int @Nullable [][] ids,
        float @Nullable [][] numbers,
        @Nullable Bag[] bags,
        float[][] labels,
        float @Nullable [][] weights,
        int @Nullable [][] users) {

    /**
     * Lists of ids, one list per row.
     *
     * @param offsets {@code [B+1]}: row b's ids are {@code ids[offsets[b]] .. ids[offsets[b+1]-1]}
     * @param ids all ids of all rows
     * @param weights for each id its weight, or null where the feature has none
     */
    public record Bag(int[] offsets, int[] ids, float @Nullable [] weights) {
        /** Lists without weights. */
        public Bag(int[] offsets, int[] ids) {
            this(offsets, ids, null);
        }
    }
}
