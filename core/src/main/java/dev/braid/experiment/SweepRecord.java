package dev.braid.experiment;

import dev.braid.fault.BadInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code search.json}: what is searched below a folder, so that no other search goes on in it.
 *
 * @param method its name
 * @param trials of every model
 * @param epochs of a whole training
 * @param models the settings of every trial
 */
record SweepRecord(String method, int trials, int epochs, List<Model> models) {
    /** The trials of one variant. */
    record Model(String variant, List<List<String>> settings) {}

    static SweepRecord of(SweepMethod method, int trials, int epochs, Map<Variant, List<List<String>>> drawn) {
        List<Model> models = new ArrayList<>();
        drawn.forEach((variant, settings) -> models.add(new Model(variant.label(), settings)));
        return new SweepRecord(method.label(), trials, epochs, models);
    }

    /**
     * Takes a folder for this search.
     *
     * @throws BadInput when another search lies there
     */
    void claim(Path home) {
        Path file = home.resolve("search.json");
        Optional<SweepRecord> before = RecordFile.read(file, SweepRecord.class, "not the description of a search");
        if (before.isEmpty()) {
            RecordFile.write(file, this);
        } else if (!before.get().equals(this)) {
            throw new BadInput(
                    home + ": another search lies here (other models, space, trials, method or epochs); give the"
                            + " command that began it, or name another --out");
        }
    }
}
