package dev.braid.data.simulate;

import dev.braid.data.Split;
import dev.braid.data.simulate.FunnelTruth.SplitTruth;
import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Simulates exposures of items to users, their clicks, and conversions of clicks. Conversions are seen only after clicks, so
 * clicked rows are a selected sample; the true probabilities are kept, so the best possible AUC of each task is known.
 *
 * <pre>
 * spec.yaml                                       for {@code braid prepare}
 * train.csv, validation.csv, test.csv             features, click, conversion
 * truth.json                                      see {@link FunnelTruth}
 * truth/train.csv, truth/validation.csv, ...      true probabilities, row by row
 * </pre>
 */
public final class FunnelSimulator {
    private FunnelSimulator() {}

    /**
     * Writes a simulated funnel. Memory does not grow with the rows; same options, same bytes.
     *
     * @param options what it looks like
     * @param folder a folder that does not exist yet; it appears complete or not at all
     * @param progress told, now and then, of rows written since it was last told
     * @throws BadInput when the folder exists or cannot be written
     */
    public static FunnelTruth write(FunnelOptions options, Path folder, LongConsumer progress) {
        try (NewFolder out = NewFolder.at(folder)) {
            FunnelWorld world = FunnelWorld.of(options);
            Map<String, SplitTruth> splits = new LinkedHashMap<>();
            for (Split split : Split.values()) {
                String file = split.label() + ".csv";
                try (BufferedWriter features = writer(out.file(file));
                        BufferedWriter truth = writer(out.file("truth/" + file))) {
                    long rows = SplitShares.rows(options.rows(), split);
                    splits.put(
                            split.label(),
                            new FunnelSplit(world, options, split.label()).write(rows, features, truth, progress));
                }
            }
            FunnelTruth truth = new FunnelTruth("funnel", options, splits);
            Files.writeString(out.file(FunnelTruth.FILE), truth.json());
            Files.writeString(out.file(SimulatedSpec.FILE), SimulatedSpec.FUNNEL);
            out.finish();
            return truth;
        } catch (IOException e) {
            throw FileFault.cannotWrite(folder, e);
        }
    }

    static BufferedWriter writer(Path file) throws IOException {
        return new BufferedWriter(
                new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.US_ASCII), 1 << 16);
    }
}
