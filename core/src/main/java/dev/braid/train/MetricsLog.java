package dev.braid.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.braid.fault.BadFormat;
import dev.braid.fault.BraidBug;
import dev.braid.fault.FileFault;
import dev.braid.metric.SplitEvaluation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * {@code metrics.jsonl}: one JSON object per line, {@code "event": "train"} with the mean loss since the last such line, or
 * {@code "event": "evaluation"}. Holds no times, so that it is a function of the run alone.
 */
final class MetricsLog implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final FileChannel channel;

    private MetricsLog(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens the log and forgets what was written after a checkpoint.
     *
     * @param keep how many bytes the checkpoint knew of; 0 without one
     * @throws BadFormat when the file is shorter than that
     */
    static MetricsLog open(Path file, long keep) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (channel.size() < keep) {
                long size = channel.size();
                channel.close();
                throw new BadFormat(
                        file, "truncated: its checkpoint knew of " + keep + " bytes, " + size + " are there");
            }
            channel.truncate(keep);
            channel.position(keep);
            return new MetricsLog(file, channel);
        } catch (IOException e) {
            throw FileFault.cannotWrite(file, e);
        }
    }

    /**
     * @param means of the losses since the line before
     * @param balanced the step whose factors are worth noting; null where nothing is balanced
     */
    void train(long step, int epoch, LossMeans means, @Nullable StepLoss balanced) {
        ObjectNode line =
                JSON.createObjectNode().put("event", "train").put("step", step).put("epoch", epoch);
        means.drain().forEach(line.putObject("loss")::put);
        if (balanced != null) {
            ObjectNode weights = line.putObject("weights");
            balanced.tasks()
                    .forEach(t -> weights.put(t.task(), Double.isNaN(t.factor()) ? null : Double.valueOf(t.factor())));
        }
        write(line);
    }

    void evaluation(long step, int epoch, double value, boolean best, SplitEvaluation evaluation) {
        ObjectNode line = JSON.createObjectNode()
                .put("event", "evaluation")
                .put("step", step)
                .put("epoch", epoch)
                .put("value", value)
                .put("best", best);
        line.setAll(JSON.<ObjectNode>valueToTree(evaluation));
        write(line);
    }

    /** Forces all lines to the disk and gives the file's length. */
    long force() {
        try {
            channel.force(true);
            return channel.size();
        } catch (IOException e) {
            throw FileFault.cannotWrite(file, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw FileFault.cannotWrite(file, e);
        }
    }

    private void write(ObjectNode line) {
        try {
            byte[] bytes = (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
            DurableFile.writeFully(channel, ByteBuffer.wrap(bytes));
        } catch (JsonProcessingException e) {
            throw new BraidBug("a line of metrics could not be written as JSON", e);
        } catch (IOException e) {
            throw FileFault.cannotWrite(file, e);
        }
    }
}
