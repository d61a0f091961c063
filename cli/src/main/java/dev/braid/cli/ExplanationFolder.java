package dev.braid.cli;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.braid.explain.Explanation;
import dev.braid.explain.ExplanationTables;
import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import dev.braid.report.Report;
import dev.braid.report.page.Chromium;
import dev.braid.report.page.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The folder of an explanation. A new one takes the place of a former one: what that one left goes, pictures too, so that no
 * number or picture of another model stays among the new ones. Files of others stay.
 */
final class ExplanationFolder {
    static final String PAGE = "explain.html";
    static final String NUMBERS = "explain.json";

    private static final Pattern PICTURE = Pattern.compile("figure-\\d+-[a-z0-9-]+\\.png");

    private final Path folder;
    private final List<Path> former;

    private ExplanationFolder(Path folder, List<Path> former) {
        this.folder = folder;
        this.former = former;
    }

    /**
     * The file {@link #NUMBERS}.
     *
     * @param run whose model this is, as the command named it
     * @param tables the files beside it
     * @param pictures of the figures, relative to the folder
     */
    record Numbers(String run, @JsonUnwrapped Explanation explanation, List<String> tables, List<String> pictures) {}

    /** What a former file says of the tables and pictures that came with it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Former(@Nullable List<String> tables, @Nullable List<String> pictures) {}

    /** What draws pictures, and where they go. */
    record Drawing(Chromium browser, Path folder) {}

    /**
     * What was written.
     *
     * @param files page, numbers and tables
     */
    record Written(List<Path> files, List<Path> pictures) {}

    /**
     * Looks at a place before anything is computed.
     *
     * @throws BadInput when no explanation can go there
     */
    static ExplanationFolder at(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new BadInput("--out " + folder + ": is a file; name a folder");
        }
        Path numbers = folder.resolve(NUMBERS);
        List<Path> former = Files.exists(numbers) ? former(folder, numbers) : List.of();
        for (String name : ExplanationTables.FILES) {
            requireOurs(folder.resolve(name), former);
        }
        requireOurs(folder.resolve(PAGE), Files.exists(numbers) ? List.of(folder.resolve(PAGE)) : List.of());
        return new ExplanationFolder(folder, former);
    }

    private static void requireOurs(Path file, List<Path> former) {
        if (Files.exists(file) && !former.contains(file)) {
            throw new BadInput(file + ": is there, and no explanation has written it; move it, or name another --out");
        }
    }

    private static List<Path> former(Path folder, Path numbers) {
        Former said = Json.read(numbers, Former.class, "what 'braid explain' wrote; name another --out");
        List<Path> files = new ArrayList<>();
        for (String table : said.tables() == null ? List.<String>of() : said.tables()) {
            if (ExplanationTables.FILES.contains(table)) {
                files.add(folder.resolve(table));
            }
        }
        for (String picture : said.pictures() == null ? List.<String>of() : said.pictures()) {
            Path file = folder.resolve(picture).normalize();
            if (PICTURE.matcher(String.valueOf(file.getFileName())).matches()) {
                files.add(file);
            }
        }
        return files;
    }

    /** The page. */
    Path page() {
        return folder.resolve(PAGE);
    }

    private Path numbers() {
        return folder.resolve(NUMBERS);
    }

    /**
     * Writes an explanation: everything, or nothing.
     *
     * @throws BadInput when the disk refuses, or the browser does not draw
     */
    Written replace(String run, Explanation explanation, Report report, Optional<Drawing> drawing) {
        try (Staging staging = new Staging()) {
            List<Path> files = new ArrayList<>(List.of(page(), numbers()));
            Path page = staging.write(page(), report.html());
            Map<String, String> tables = ExplanationTables.csv(explanation);
            tables.forEach((name, text) -> {
                staging.write(folder.resolve(name), text);
                files.add(folder.resolve(name));
            });
            List<Path> pictures =
                    drawing.map(by -> draw(staging, page, report.figures(), by)).orElse(List.of());
            List<String> relative = pictures.stream().map(this::relative).toList();
            staging.write(numbers(), Json.text(new Numbers(run, explanation, List.copyOf(tables.keySet()), relative)));
            removeFormer();
            staging.move();
            return new Written(files, pictures);
        }
    }

    private static List<Path> draw(Staging staging, Path page, int figures, Drawing drawing) {
        List<Path> pictures = new ArrayList<>();
        for (Path drawn : Pictures.write(drawing.browser(), page, figures, staging.beside(drawing.folder()))) {
            Path picture = drawing.folder().resolve(drawn.getFileName());
            staging.made(picture);
            pictures.add(picture);
        }
        return pictures;
    }

    private String relative(Path picture) {
        return folder.toAbsolutePath()
                .normalize()
                .relativize(picture.toAbsolutePath().normalize())
                .toString();
    }

    private void removeFormer() {
        for (Path file : former) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw FileFault.cannotWrite(file, e);
            }
        }
    }
}
