package dev.braid.report.page;

import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The figures of a page as PNG files, drawn by a browser. */
public final class Pictures {
    private static final Pattern PICTURE = Pattern.compile(
            "<script type=\"text/plain\" class=\"picture\" id=\"([a-z0-9-]+)\">data:image/png;base64,([A-Za-z0-9+/=]+)</script>");

    private Pictures() {}

    private static final Pattern NAME = Pattern.compile("figure-\\d+-[a-z0-9-]+\\.png");

    /**
     * Writes every figure of a page. They take the place of the figures that lay there, so that no picture of another page
     * stays among them.
     *
     * @param page a file that {@link Page} made
     * @param figures how many it has
     * @param folder is made if need be
     * @return the files
     * @throws BadInput when the browser fails, or the folder cannot be written
     */
    public static List<Path> write(Chromium browser, Path page, int figures, Path folder) {
        Map<String, byte[]> drawn = new LinkedHashMap<>();
        Matcher picture = PICTURE.matcher(browser.elements(URI.create(page.toUri() + "#png")));
        while (picture.find()) {
            drawn.put(picture.group(1), Base64.getDecoder().decode(picture.group(2)));
        }
        if (drawn.size() != figures) {
            throw new BadInput(browser.program() + ": drew " + drawn.size() + " of " + figures + " figures; leave out"
                    + " --png, and open the page in it to see why");
        }
        List<Path> files = new ArrayList<>();
        drawn.forEach((name, bytes) -> files.add(write(folder, name + ".png", bytes)));
        if (!files.isEmpty()) {
            removeOthers(folder, files);
        }
        return files;
    }

    private static void removeOthers(Path folder, List<Path> files) {
        try (Stream<Path> there = Files.list(folder)) {
            for (Path file : there.toList()) {
                if (NAME.matcher(String.valueOf(file.getFileName())).matches() && !files.contains(file)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw FileFault.cannotWrite(folder, e);
        }
    }

    private static Path write(Path folder, String name, byte[] bytes) {
        Path file = folder.resolve(name);
        Path part = folder.resolve("." + name + ".part");
        try {
            Files.createDirectories(folder);
            Files.write(part, bytes);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return file;
        } catch (IOException e) {
            throw FileFault.cannotWrite(file, e);
        }
    }
}
