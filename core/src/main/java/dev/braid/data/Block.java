package dev.braid.data;

import dev.braid.data.duck.Duck;
import dev.braid.data.duck.Sql;
import dev.braid.fault.BadInput;
import dev.braid.fault.BraidBug;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.List;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;

/**
 * Rows in native memory, the columns of one row side by side: a batch takes rows from all over, and each row it takes then
 * costs two or three cache lines instead of one per column. Immutable once loaded.
 */
final class Block {
    /** At most so many numbers of four bytes in one direct buffer. */
    private static final int PAGE = 1 << 28;

    private final int rows;
    private final Layout layout;
    /** Numbers of a row: ids and users as they are, floats as their bits; bags are not among them. */
    private final int width;
    /** Where a column's number stands within a row; -1 for a bag. */
    private final int[] slot;
    /** Rows in a page: a power of two. */
    private final int pageShift;

    private final IntBuffer[] pages;
    /** Per bag column where each row's values begin {@code [rows+1]}, for its weights too; null for others. */
    private final IntBuffer[] offsets;
    /** Per bag column the values, weights as their bits; null for others. */
    private final IntBuffer[] values;

    private Block(Layout layout, int rows) {
        this.layout = layout;
        this.rows = rows;
        int columns = layout.columns().size();
        this.offsets = new IntBuffer[columns];
        this.values = new IntBuffer[columns];
        this.slot = new int[columns];
        int next = 0;
        for (int c = 0; c < columns; c++) {
            boolean bag = layout.columns().get(c).list();
            slot[c] = bag ? -1 : next++;
            offsets[c] = layout.columns().get(c).kind() == Layout.Kind.BAG_WEIGHTS
                    ? offsets[c - 1]
                    : bag ? newInts(rows + 1L) : null;
        }
        this.width = next;
        this.pageShift = 31 - Integer.numberOfLeadingZeros(PAGE / Math.max(1, width));
        this.pages = new IntBuffer[(int) ((rows + (1L << pageShift) - 1) >>> pageShift)];
        for (int page = 0; page < pages.length; page++) {
            long left = rows - ((long) page << pageShift);
            pages[page] = newInts(Math.min(left, 1L << pageShift) * width);
        }
    }

    int rows() {
        return rows;
    }

    /** How many numbers a row has. */
    int width() {
        return width;
    }

    /** The buffer that holds a row. */
    IntBuffer page(int row) {
        return pages[row >>> pageShift];
    }

    /** Where a row begins in its buffer. */
    int start(int row) {
        return (row & ((1 << pageShift) - 1)) * width;
    }

    /** Where a column's number stands from the beginning of a row; -1 for a bag. */
    int slot(int column) {
        return slot[column];
    }

    IntBuffer offsets(int column) {
        return offsets[column];
    }

    IntBuffer values(int column) {
        return values[column];
    }

    /**
     * Loads rows.
     *
     * @param from the SQL after {@code FROM}, which gives the layout's columns
     * @param rows how many rows that is
     */
    static Block load(Duck duck, Layout layout, String from, int rows) {
        Block block = new Block(layout, rows);
        int[] filled = {0};
        duck.chunks("SELECT " + layout.plain() + " FROM " + from, chunk -> {
            int n = Math.toIntExact(chunk.rowCount());
            if (filled[0] + n > rows) {
                throw new BraidBug("more rows than the " + rows + " that were declared: " + from);
            }
            block.fill(chunk, filled[0], n);
            filled[0] += n;
        });
        if (filled[0] != rows) {
            throw new BraidBug(filled[0] + " rows where " + rows + " were declared: " + from);
        }
        List<Layout.Column> columns = layout.columns();
        for (int c = 0; c < columns.size(); c++) {
            if (columns.get(c).list()) {
                block.loadBag(duck, c, from);
            }
        }
        return block;
    }

    private void fill(DuckDBDataChunkReader chunk, int at, int n) {
        for (int c = 0; c < slot.length; c++) {
            DuckDBReadableVector vector = chunk.vector(c);
            switch (layout.columns().get(c).kind()) {
                case ID, USER -> {
                    for (int i = 0; i < n; i++) {
                        put(at + i, c, vector.getInt(i));
                    }
                }
                case NUMBER, LABEL, WEIGHT -> {
                    for (int i = 0; i < n; i++) {
                        put(at + i, c, Float.floatToRawIntBits(vector.getFloat(i, Float.NaN)));
                    }
                }
                case BAG_WEIGHTS -> requireLengths(offsets[c], at, vector, n);
                case BAG -> {
                    IntBuffer to = offsets[c];
                    for (int i = 0; i < n; i++) {
                        to.put(at + i + 1, Math.addExact(to.get(at + i), vector.getInt(i)));
                    }
                }
            }
        }
    }

    /** Weights are as many as the ids before them. */
    private void requireLengths(IntBuffer bag, int at, DuckDBReadableVector lengths, int n) {
        for (int i = 0; i < n; i++) {
            if (lengths.getInt(i) != bag.get(at + i + 1) - bag.get(at + i)) {
                throw new BraidBug("row " + (at + i) + " of a part has " + lengths.getInt(i) + " weights for "
                        + (bag.get(at + i + 1) - bag.get(at + i)) + " ids");
            }
        }
    }

    private void put(int row, int column, int number) {
        page(row).put(start(row) + slot[column], number);
    }

    private void loadBag(Duck duck, int column, String from) {
        IntBuffer to = newInts(offsets[column].get(rows));
        values[column] = to;
        String name = Sql.name(layout.columns().get(column).name());
        boolean weights = layout.columns().get(column).kind() == Layout.Kind.BAG_WEIGHTS;
        duck.chunks("SELECT unnest(" + name + ") FROM " + from, chunk -> {
            DuckDBReadableVector vector = chunk.vector(0);
            for (int i = 0; i < chunk.rowCount(); i++) {
                to.put(weights ? Float.floatToRawIntBits(vector.getFloat(i)) : vector.getInt(i));
            }
        });
        if (to.hasRemaining()) {
            throw new BraidBug("the values of the bags in " + name + " do not fit their lengths: " + from);
        }
    }

    private static IntBuffer newInts(long count) {
        try {
            return ByteBuffer.allocateDirect(Math.toIntExact(4 * count))
                    .order(ByteOrder.nativeOrder())
                    .asIntBuffer();
        } catch (OutOfMemoryError e) {
            throw new BadInput(
                    "the cached columns of the dataset do not fit into the JVM's native memory; start it with a larger"
                            + " -XX:MaxDirectMemorySize, or make the cache or the shuffle buffer smaller",
                    e);
        }
    }
}
