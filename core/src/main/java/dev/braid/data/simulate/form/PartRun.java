package dev.braid.data.simulate.form;

import dev.braid.data.simulate.FunnelTruth.Best;
import dev.braid.data.simulate.NewFolder;
import dev.braid.data.simulate.TrueScores;
import dev.braid.fault.BraidBug;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Writes one part: blocks are made on all threads and written in their order by the caller's. */
final class PartRun {
    private final Part part;
    private final List<World.Scored> tasks;
    private final long seed;
    private final boolean probabilities;
    private final List<RowSink> sinks = new ArrayList<>();
    private final List<TrueScores> scores = new ArrayList<>();

    PartRun(Part part, World world, FormOptions options) {
        this.part = part;
        this.tasks = part.labelled() ? world.scored() : List.of();
        this.seed = Hash.of(options.seed(), part.name());
        this.probabilities = part.labelled() && options.probabilities();
        tasks.forEach(task -> scores.add(new TrueScores()));
    }

    /**
     * Writes the part's files.
     *
     * @param ahead how many blocks may wait for being written
     */
    RawTruth.PartTruth write(NewFolder folder, ExecutorService pool, int ahead, LongConsumer progress)
            throws IOException {
        try {
            for (RawFile file : files()) {
                sinks.add(RowSink.open(folder.file(file.name()), file));
            }
            blocks(pool, ahead, progress);
        } finally {
            for (RowSink sink : sinks) {
                sink.close();
            }
        }
        Map<String, Best> best = new LinkedHashMap<>();
        for (int t = 0; t < tasks.size(); t++) {
            best.put(
                    tasks.get(t).name(),
                    Best.of(tasks.get(t).space(), scores.get(t).ranked()));
        }
        return new RawTruth.PartTruth(part.rows(), best);
    }

    private List<RawFile> files() {
        StringBuilder header = new StringBuilder("row");
        tasks.forEach(task -> header.append(",p_").append(task.name().replace(':', '_')));
        Stream<RawFile> truth = probabilities
                ? Stream.of(new RawFile(
                        "truth/" + part.name() + ".csv", header.append('\n').toString()))
                : Stream.of();
        return Stream.concat(part.files().stream(), truth).toList();
    }

    private void blocks(ExecutorService pool, int ahead, LongConsumer progress) throws IOException {
        long blocks = (part.rows() + Block.ROWS - 1) / Block.ROWS;
        ArrayDeque<Future<Block>> waiting = new ArrayDeque<>();
        ArrayDeque<Block> free = new ArrayDeque<>();
        for (int b = 0; b < ahead; b++) {
            free.add(new Block(sinks.size(), tasks.size()));
        }
        long begun = 0;
        for (long done = 0; done < blocks; done++) {
            while (begun < blocks && !free.isEmpty()) {
                long number = begun++;
                Block block = free.remove();
                waiting.add(pool.submit(() -> made(number, block)));
            }
            Block block = result(waiting.remove());
            for (int f = 0; f < sinks.size(); f++) {
                sinks.get(f).append(block.text(f), block.packed(f));
            }
            count(block);
            if (part.labelled()) {
                progress.accept(block.rows());
            }
            free.add(block);
        }
    }

    private Block made(long number, Block block) {
        block.clear();
        long first = number * Block.ROWS;
        int rows = (int) Math.min(Block.ROWS, part.rows() - first);
        part.maker().make(new SplittableRandom(Hash.of(seed, number)), first, rows, block);
        if (probabilities) {
            ByteText text = block.text(sinks.size() - 1);
            for (int r = 0; r < rows; r++) {
                text.add(first + r);
                for (int t = 0; t < tasks.size(); t++) {
                    text.add(',').decimal(block.probability(t, r), 9);
                }
                text.add('\n');
            }
        }
        for (int f = 0; f < sinks.size(); f++) {
            sinks.get(f).pack(block.text(f), block.packed(f));
        }
        return block;
    }

    private void count(Block block) {
        for (int t = 0; t < tasks.size(); t++) {
            for (int r = 0; r < block.rows(); r++) {
                if (block.label(t, r) != Block.OUTSIDE) {
                    scores.get(t).add(block.label(t, r) == 1, block.probability(t, r));
                }
            }
        }
    }

    private static Block result(Future<Block> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while rows were simulated", e);
        } catch (ExecutionException e) {
            throw new BraidBug("a block of simulated rows could not be made", e);
        }
    }
}
