package dev.braid.data.duck;

import dev.braid.data.disk.OwnedFolder;
import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Failures of DuckDB that are no fault of what it was given: the disk is full or closed, or its memory too small. */
final class NoRoom {
    private static final Pattern WRITE = Pattern.compile(
            "(?:Could not (?:write|sync|truncate|trim|seek)[a-z ]* file|Failed to create directory) \"(.*?)\"[^:]*: ([^\\n]*)");
    private static final Pattern OFFLOAD = Pattern.compile("failed to offload data block");
    private static final Pattern ALLOCATE = Pattern.compile("Out of Memory Error: ([^\\n]*)");

    private NoRoom() {}

    /**
     * The line for people, if this is such a failure.
     *
     * @param spill where DuckDB keeps what does not fit into its memory
     */
    static Optional<BadInput> of(SQLException failure, Path spill) {
        String text = String.valueOf(failure.getMessage());
        Matcher write = WRITE.matcher(text);
        if (write.find()) {
            Path place = OwnedFolder.outside(Path.of(write.group(1)));
            return Optional.of(
                    new BadInput(FileFault.cannotWrite(place, write.group(2).strip()), failure));
        }
        if (OFFLOAD.matcher(text).find()) {
            return Optional.of(new BadInput(
                    OwnedFolder.outside(spill) + ": too little free space for what does not fit into DuckDB's memory;"
                            + " free some, or allow more memory (prepare --memory 8GB)",
                    failure));
        }
        Matcher allocate = ALLOCATE.matcher(text);
        if (allocate.find()) {
            return Optional.of(new BadInput(
                    "DuckDB's memory is too small for this data ("
                            + allocate.group(1).strip()
                            + "); allow more (prepare --memory 8GB) or fewer threads (prepare --threads 1)",
                    failure));
        }
        return Optional.empty();
    }
}
