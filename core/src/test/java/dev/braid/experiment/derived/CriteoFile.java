package dev.braid.experiment.derived;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A small train.txt of Criteo's form in which some columns tell clicks. */
final class CriteoFile {
    private CriteoFile() {}

    /** Writes {@code folder/train.txt}. */
    static Path write(Path folder, int rows) {
        Random random = new Random(11);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            StringBuilder fields = new StringBuilder();
            double logit = -1.1;
            for (int f = 0; f < 39; f++) {
                int value = random.nextInt(6);
                logit += f % 13 == 0 ? 0.6 * (value - 2.5) : 0;
                fields.append('\t').append(f < 13 ? Integer.toString(value) : "c" + value);
            }
            text.append(random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0)
                    .append(fields)
                    .append('\n');
        }
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("train.txt"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }
}
