package dev.braid.experiment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One setting that a search tried for a model.
 *
 * @param number from 1; the first one is the settings as they were given
 * @param settings what it sets beyond those, as {@code --set} takes them
 * @param epochs it was trained for
 * @param value its best value on the validation split in those; null where the training failed
 * @param failure why it failed; empty where it did not
 */
public record Trial(
        int number,
        List<String> settings,
        int epochs,
        @Nullable Double value,
        String failure) {
    public Trial {
        settings = List.copyOf(settings);
    }
}
