package dev.braid.data;

import dev.braid.fault.BraidBug;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pass over windows of rows. The rows of a window are handed out in a random order or as they lie; the next window
 * follows when one is used up, within the same batch. Where a batch begins follows from the windows' sizes alone, so a
 * resumed pass loads nothing that it does not need.
 */
final class Pass implements BatchStream {
    private final Layout layout;
    private final int batchSize;
    private final int[] windowRows;
    private final Windows load;
    private final boolean shuffle;
    private final long seed;
    private final int[] which;
    private int window;
    private int position;
    private @Nullable Block block;
    private @Nullable Permutation order;
    private boolean closed;

    /**
     * @param windowRows rows of each window, in the order of the pass
     * @param load gives the rows of a window
     * @param seed of the orders within the windows; unused unless {@code shuffle}
     * @param firstRow where in the pass to begin
     */
    Pass(
            Layout layout,
            int batchSize,
            List<Integer> windowRows,
            Windows load,
            boolean shuffle,
            long seed,
            long firstRow) {
        this.layout = layout;
        this.batchSize = batchSize;
        this.windowRows = windowRows.stream().mapToInt(Integer::intValue).toArray();
        this.load = load;
        this.shuffle = shuffle;
        this.seed = seed;
        this.which = new int[batchSize];
        long skip = firstRow;
        while (window < this.windowRows.length && skip >= this.windowRows[window]) {
            skip -= this.windowRows[window++];
        }
        this.position = Math.toIntExact(window < this.windowRows.length ? skip : 0);
    }

    @Override
    public @Nullable Batch next() {
        if (closed) {
            throw new BraidBug("a closed stream of batches was read");
        }
        int rows = (int) Math.min(batchSize, remaining());
        if (rows == 0) {
            return null;
        }
        BatchAssembler assembler = new BatchAssembler(layout, rows);
        while (assembler.missing() > 0) {
            Block current = block();
            int count = Math.min(assembler.missing(), windowRows[window] - position);
            choose(count);
            assembler.add(current, which, count);
            advance(count);
        }
        return assembler.batch();
    }

    /** Loads no window that lies within what is passed over. */
    @Override
    public void skip(long batches) {
        long rows = Math.min(Math.multiplyExact(batches, batchSize), remaining());
        while (rows > 0) {
            int step = (int) Math.min(rows, windowRows[window] - position);
            advance(step);
            rows -= step;
        }
    }

    private void advance(int rows) {
        position += rows;
        if (position == windowRows[window]) {
            window++;
            position = 0;
            block = null;
        }
    }

    private Block block() {
        Block current = block;
        if (current == null) {
            current = load.block(window);
            block = current;
            order = shuffle ? new Permutation(current.rows(), Permutation.seed(seed, window)) : null;
        }
        return current;
    }

    private void choose(int count) {
        Permutation random = order;
        for (int b = 0; b < count; b++) {
            which[b] = random == null ? position + b : (int) random.at(position + b);
        }
    }

    private long remaining() {
        long rows = -position;
        for (int w = window; w < windowRows.length; w++) {
            rows += windowRows[w];
        }
        return rows;
    }

    @Override
    public void close() {
        closed = true;
        block = null;
        load.close();
    }
}
