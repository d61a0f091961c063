package dev.braid.train;

import com.sun.management.OperatingSystemMXBean;
import dev.braid.fault.BadInput;
import dev.braid.nn.EmbeddingRequest;
import dev.braid.nn.TableShape;
import dev.braid.schema.Schema;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * The memory that a training needs at least, known before anything is allocated: what grows with vocabularies and batch.
 * Dense weights and the model's own activations come on top.
 *
 * @param tables number of embedding tables
 * @param rows rows of all tables together
 * @param tableBytes the embedding tables
 * @param stateBytes what the optimiser keeps of their rows
 * @param batchBytes the embeddings of one batch and their gradient
 */
public record MemoryEstimate(int tables, long rows, long tableBytes, long stateBytes, long batchBytes) {
    private static final double GB = 1L << 30;
    /** Below this nobody needs to hear of it. */
    private static final long WORTH_SAYING = 1L << 30;
    /** The share of a machine that one training can have; the rest is the system's and the JVM's. */
    private static final double USABLE = 0.9;

    /**
     * The needs of a training.
     *
     * @throws BadInput if the options do not fit the schema
     */
    public static MemoryEstimate of(RunOptions options, Schema schema) {
        int tables = 0;
        long rows = 0;
        long table = 0;
        long state = 0;
        long batch = 0;
        for (EmbeddingRequest request :
                options.model().options().embeddings(schema.tasks().size())) {
            for (TableShape shape : TableShape.of(request, options.embedding(), schema)) {
                int width = shape.width();
                boolean ftrl = request.training().ftrl().isPresent(); // keeps two numbers for each
                tables++;
                rows += shape.rows();
                table += bytes(shape.rows(), width);
                state += bytes(
                        shape.rows(),
                        ftrl ? 2 * width : options.optimizer().rows().stateWidth(width));
                batch += 2
                        * bytes(
                                (long) options.train().batchSize()
                                        * shape.layout().fields(),
                                width);
            }
        }
        return new MemoryEstimate(tables, rows, table, state, batch);
    }

    /** All together, in bytes. */
    public long bytes() {
        return tableBytes + stateBytes + batchBytes;
    }

    /** Whether it is so much that people should hear of it. */
    public boolean worthSaying() {
        return bytes() > WORTH_SAYING;
    }

    /** One line for people. */
    public String line() {
        return String.format(
                Locale.ROOT, "memory: at least %s (%s; this machine has %s)", gb(bytes()), parts(), gb(machineBytes()));
    }

    /**
     * Refuses what this machine clearly cannot hold.
     *
     * @throws BadInput saying how much is needed, of what, and what to lower
     */
    void requireFits() {
        requireFits(machineBytes());
    }

    void requireFits(long machineBytes) {
        if (bytes() > USABLE * machineBytes) {
            throw new BadInput("training needs at least " + gb(bytes()) + " of memory (" + parts()
                    + "), but this machine has " + gb(machineBytes) + "; lower embedding.width or train.batchSize"
                    + (tables > 1 ? ", use fewer tables (igie: model.groups)" : "")
                    + ", set optimizer.rows=rowwise-adagrad, or raise minCount in the dataset's spec");
        }
    }

    private String parts() {
        return String.format(
                Locale.ROOT,
                "%,d embedding rows in %d %s %s, their optimiser's state %s, a batch's embeddings %s",
                rows,
                tables,
                tables == 1 ? "table" : "tables",
                gb(tableBytes),
                gb(stateBytes),
                gb(batchBytes));
    }

    private static String gb(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / GB);
    }

    private static long bytes(long rows, int width) {
        return rows * width * Float.BYTES;
    }

    /** The memory of the machine, or of the container that it looks like. */
    private static long machineBytes() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }
}
