package dev.braid.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.braid.fault.BadFormat;
import dev.braid.fault.FileFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** JSON files in which a comparison keeps what it shall know when it goes on: there whole, or not at all. */
final class RecordFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordFile() {}

    /**
     * Reads a record, if its file is there.
     *
     * @param damaged what is wrong with a file that holds something else
     * @throws BadFormat when the file is damaged
     */
    static <T> Optional<T> read(Path file, Class<T> kind, String damaged) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), kind));
        } catch (JsonProcessingException e) {
            throw new BadFormat(file, "damaged: " + damaged, e);
        } catch (IOException e) {
            throw new BadFormat(file, "cannot be read: " + FileFault.reason(e), e);
        }
    }

    /** Writes a record, and the folder that it goes to. */
    static void write(Path file, Object content) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path part = file.resolveSibling("." + file.getFileName() + ".part");
            Files.write(part, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw FileFault.cannotWrite(file, e);
        }
    }

    /** Removes a record. */
    static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw FileFault.cannotWrite(file, e);
        }
    }
}
