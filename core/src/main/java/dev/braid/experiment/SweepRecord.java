package dev.braid.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.braid.fault.BadFormat;
import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code search.json}: what is searched below a folder, so that no other search goes on in it.
 *
 * @param method its name
 * @param trials of every model
 * @param epochs of a whole training
 * @param models the settings of every trial
 */
record SweepRecord(String method, int trials, int epochs, List<Model> models) {
    private static final ObjectMapper JSON = new ObjectMapper();

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
        if (!Files.exists(file)) {
            write(file);
        } else if (!read(file).equals(this)) {
            throw new BadInput(
                    home + ": another search lies here (other models, space, trials, method or epochs); give the"
                            + " command that began it, or name another --out");
        }
    }

    private void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path part = file.resolveSibling("." + file.getFileName() + ".part");
            Files.write(part, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw FileFault.cannotWrite(file, e);
        }
    }

    private static SweepRecord read(Path file) {
        try {
            return JSON.readValue(file.toFile(), SweepRecord.class);
        } catch (JsonProcessingException e) {
            throw new BadFormat(file, "damaged: not the description of a search", e);
        } catch (IOException e) {
            throw new BadFormat(file, "cannot be read: " + FileFault.reason(e), e);
        }
    }
}
