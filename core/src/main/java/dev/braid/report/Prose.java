package dev.braid.report;

import dev.braid.fault.BraidBug;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a person wrote about something in the catalogue: Markdown without a title, beside the classes. */
final class Prose {
    private Prose() {}

    /**
     * @param path below the catalogue, without its ending: {@code mmoe}, {@code balance/pcgrad}
     */
    static String of(String path) {
        String resource = "/dev/braid/catalogue/" + path + ".md";
        try (InputStream text = Prose.class.getResourceAsStream(resource)) {
            if (text == null) {
                throw new BraidBug("nothing describes " + path + ": " + resource + " is missing");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
