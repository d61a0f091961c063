package dev.braid.data;

import dev.braid.data.duck.Duck;
import dev.braid.data.duck.Sql;
import dev.braid.fault.BadInput;
import dev.braid.fault.BraidBug;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.List;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;

/** Rows as native columns: direct buffers in native order, one per column. Immutable once loaded. */
final class Block {
    private final int rows;
    private final Layout layout;
    /** Ids, users, or a bag's offsets {@code [rows+1]}; the bits of a float otherwise. */
    private final IntBuffer[] plain;

    private final FloatBuffer[] floats;
    /** Per column the values of its bags, null for others. */
    private final IntBuffer[] values;

    private Block(Layout layout, int rows) {
        this.layout = layout;
        this.rows = rows;
        int width = layout.columns().size();
        this.plain = new IntBuffer[width];
        this.floats = new FloatBuffer[width];
        this.values = new IntBuffer[width];
    }

    int rows() {
        return rows;
    }

    Layout layout() {
        return layout;
    }

    IntBuffer ints(int column) {
        return plain[column];
    }

    FloatBuffer floats(int column) {
        return floats[column];
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
        List<Layout.Column> columns = layout.columns();
        for (int c = 0; c < columns.size(); c++) {
            switch (columns.get(c).kind()) {
                case ID, USER -> block.plain[c] = newInts(rows);
                case BAG -> block.plain[c] = newInts(rows + 1L);
                case NUMBER, LABEL, WEIGHT -> block.floats[c] = newFloats(rows);
            }
        }
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
        for (int c = 0; c < columns.size(); c++) {
            if (columns.get(c).kind() == Layout.Kind.BAG) {
                block.loadBag(duck, c, from);
            }
        }
        return block;
    }

    private void fill(DuckDBDataChunkReader chunk, int at, int n) {
        for (int c = 0; c < plain.length; c++) {
            DuckDBReadableVector vector = chunk.vector(c);
            switch (layout.columns().get(c).kind()) {
                case ID, USER -> {
                    IntBuffer to = plain[c];
                    for (int i = 0; i < n; i++) {
                        to.put(at + i, vector.getInt(i));
                    }
                }
                case BAG -> {
                    IntBuffer to = plain[c];
                    for (int i = 0; i < n; i++) {
                        to.put(at + i + 1, Math.addExact(to.get(at + i), vector.getInt(i)));
                    }
                }
                case NUMBER, LABEL, WEIGHT -> {
                    FloatBuffer to = floats[c];
                    for (int i = 0; i < n; i++) {
                        to.put(at + i, vector.getFloat(i, Float.NaN));
                    }
                }
            }
        }
    }

    private void loadBag(Duck duck, int column, String from) {
        IntBuffer to = newInts(plain[column].get(rows));
        values[column] = to;
        String name = Sql.name(layout.columns().get(column).name());
        duck.chunks("SELECT unnest(" + name + ") FROM " + from, chunk -> {
            DuckDBReadableVector vector = chunk.vector(0);
            for (int i = 0; i < chunk.rowCount(); i++) {
                to.put(vector.getInt(i));
            }
        });
        if (to.hasRemaining()) {
            throw new BraidBug("the values of the bags in " + name + " do not fit their lengths: " + from);
        }
    }

    private static IntBuffer newInts(long count) {
        return bytes(count).asIntBuffer();
    }

    private static FloatBuffer newFloats(long count) {
        return bytes(count).asFloatBuffer();
    }

    private static ByteBuffer bytes(long count) {
        try {
            return ByteBuffer.allocateDirect(Math.toIntExact(4 * count)).order(ByteOrder.nativeOrder());
        } catch (OutOfMemoryError e) {
            throw new BadInput(
                    "the cached columns of the dataset do not fit into the JVM's native memory; start it with a larger"
                            + " -XX:MaxDirectMemorySize, or make the cache or the shuffle buffer smaller",
                    e);
        }
    }
}
