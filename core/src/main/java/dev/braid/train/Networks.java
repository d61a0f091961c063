package dev.braid.train;

import dev.braid.fault.BadFormat;
import dev.braid.schema.Schema;
import dev.braid.tensor.DType;
import java.nio.file.Path;

/** Networks as a run's options describe them, and their weights on disk. */
final class Networks {
    static final String WEIGHTS_FORMAT = "braid-weights-1";

    private Networks() {}

    /** A network with fresh weights. */
    static Network create(RunOptions options, Schema schema) {
        return Network.create(
                options.model(),
                options.embedding(),
                schema,
                DType.F32,
                options.train().seed());
    }

    /**
     * Loads the weights of a run.
     *
     * @param crc32c what the run recorded of them
     * @throws BadFormat when the file is missing, damaged, or not this run's
     */
    static void load(Network network, Path file, RunIdentity run, String crc32c) {
        String model = Safetensors.metadata(file).getOrDefault("model", run.model());
        if (!model.equals(run.model())) {
            throw new BadFormat(
                    file, "holds weights of model '" + model + "', but this run is of model '" + run.model() + "'");
        }
        if (!Safetensors.crc32c(file).equals(crc32c)) {
            throw new BadFormat(file, "damaged, or not the weights that this run ended with: its checksum differs");
        }
        Safetensors.read(file, network.weights());
    }
}
