package dev.braid.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.braid.fault.BadInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What makes two runs the same: everything that decides the weights, bit by bit.
 *
 * @param model the model's name in the catalogue
 * @param dataset content hash of the dataset
 * @param threads number of threads, which decides how sums are rounded
 * @param options all options
 */
record RunIdentity(String model, String dataset, int threads, ObjectNode options) {
    /** Options that may differ when a run is resumed, because no bit of the result depends on them. */
    private static final Set<String> FREE =
            Set.of("train.checkpointEverySteps", "train.prefetchBatches", "train.threads");

    private static final int SHOWN = 3;

    /** As it is, or was read: an option that is younger than what was read had its default's meaning then. */
    RunIdentity {
        options = RunOptions.completed(model, options);
    }

    /**
     * Checks that something on disk belongs to this run.
     *
     * @param file what was found
     * @param found its identity
     * @throws BadInput naming what differs
     */
    void requireSame(Path file, RunIdentity found) {
        if (!model.equals(found.model)) {
            throw new BadInput(file + ": made by model '" + found.model + "', not '" + model
                    + "'; resume with that model, or name another directory");
        }
        if (!dataset.equals(found.dataset)) {
            throw new BadInput(file + ": made with another dataset (content hash " + brief(found.dataset) + ", not "
                    + brief(dataset) + "); resume with that dataset, or name another directory");
        }
        List<String> differences = new ArrayList<>();
        differences("", found.options, options, differences);
        if (!differences.isEmpty()) {
            String more = differences.size() > SHOWN ? " and " + (differences.size() - SHOWN) + " more" : "";
            throw new BadInput(file + ": made with other options: "
                    + String.join(", ", differences.subList(0, Math.min(SHOWN, differences.size()))) + more
                    + "; resume with the options of its config.yaml, or name another directory");
        }
        if (threads != found.threads) {
            throw new BadInput(file + ": made with " + found.threads + " threads, not " + threads
                    + "; resume with train.threads=" + found.threads + ", for other numbers round differently");
        }
    }

    /** Collects {@code model.experts=8 (now 16)} for every leaf that differs. */
    private static void differences(String path, JsonNode before, JsonNode now, List<String> into) {
        if (before.isObject() && now.isObject()) {
            Set<String> keys = new TreeSet<>();
            before.fieldNames().forEachRemaining(keys::add);
            now.fieldNames().forEachRemaining(keys::add);
            for (String key : keys) {
                differences(path.isEmpty() ? key : path + "." + key, before.path(key), now.path(key), into);
            }
        } else if (!FREE.contains(path) && !before.toString().equals(now.toString())) {
            into.add(path + "=" + text(before) + " (now " + text(now) + ")");
        }
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? "absent" : node.isTextual() ? node.asText() : node.toString();
    }

    private static String brief(String hash) {
        return hash.length() > 12 ? hash.substring(0, 12) : hash;
    }
}
