package dev.braid.data.source;

import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import dev.braid.fault.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder with the downloaded files of a public dataset. */
public final class RawFolder {
    private final Path folder;
    private final String page;
    private final List<Path> files;
    private final List<Path> required = new ArrayList<>();
    private final Set<String> several = new HashSet<>();
    private final Problems problems = new Problems();

    private RawFolder(Path folder, String page, List<Path> files) {
        this.folder = folder;
        this.page = page;
        this.files = files;
    }

    /**
     * Looks into a folder.
     *
     * @param page where the files are published, for the line about a missing one
     */
    static RawFolder open(Path folder, String page) {
        if (!Files.isDirectory(folder)) {
            throw new BadInput(folder + ": no such directory; name the one that holds the files of " + page);
        }
        try (Stream<Path> files = Files.list(folder)) {
            return new RawFolder(
                    folder, page, files.filter(Files::isRegularFile).sorted().toList());
        } catch (IOException e) {
            throw new BadInput(folder + ": cannot be listed: " + FileFault.reason(e), e);
        }
    }

    /**
     * A file if it is there, as named or as {@code .gz}; upper and lower case count as equal. Where there are several, {@link
     * #check} will say so: one may be a part of the other.
     */
    Optional<Path> find(String name) {
        List<Path> found = Stream.of(name, name + ".gz")
                .flatMap(n -> files.stream()
                        .filter(f -> String.valueOf(f.getFileName()).equalsIgnoreCase(n)))
                .toList();
        if (found.size() > 1 && several.add(name)) {
            problems.add(folder + ": holds "
                    + found.stream().map(f -> String.valueOf(f.getFileName())).collect(Collectors.joining(" and "))
                    + "; leave only the one that is to be read");
        }
        return found.stream().findFirst();
    }

    /** A file that must be there; where it is not, {@link #check} will say so. */
    Path require(String name) {
        Path file = find(name).orElseGet(() -> {
            problems.add(folder + ": " + name + " (or " + name + ".gz) is missing; it is published at " + page);
            return folder.resolve(name);
        });
        required.add(file);
        return file;
    }

    /** The files that must be there, in the order in which they were asked for. */
    List<Path> required() {
        return List.copyOf(required);
    }

    /** Refuses a folder in which required files are missing, naming all of them. */
    void check() {
        problems.throwIfAny();
    }
}
