package dev.braid.cli;

import dev.braid.fault.FileFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files of text that are there whole or not at all. */
final class TextFile {
    private TextFile() {}

    /**
     * Writes a file and the folders above it, replacing what was there.
     *
     * @throws dev.braid.fault.BadInput when the disk refuses; what was there stays
     */
    static void write(Path file, String text) {
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            Files.createDirectories(target.getParent());
            Files.writeString(part, text);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw FileFault.cannotWrite(file, e);
        }
    }
}
