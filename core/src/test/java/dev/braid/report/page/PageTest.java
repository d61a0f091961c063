package dev.braid.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PageTest {
    @TempDir
    Path folder;

    @Test
    void aPageCarriesAllThatItNeedsAndForbidsItselfTheNetwork() {
        String html =
                new Page("a & b", "lead", List.of(new Page.Section("s", "S", page -> page.paragraph("<p>")))).html();
        assertTrue(html.contains("default-src 'none'") || html.contains("default-src &#39;none&#39;"));
        assertTrue(html.contains("Licensed to the Apache Software Foundation"), "ECharts with its licence");
        assertFalse(html.contains("<link"), "no style sheet elsewhere");
        assertFalse(html.contains("<script src"), "no script elsewhere");
        assertTrue(html.contains("<title>a &amp; b</title>") && html.contains("<p>&lt;p&gt;</p>"));
    }

    @Test
    void theBrowserIsTheOneNamedElseTheFirstOnThePath() throws Exception {
        Path named = program("mine");
        Path found = program("chromium");
        Map<String, String> path = Map.of("PATH", "/nowhere:" + folder);
        assertEquals(Optional.of(new Chromium(found)), Chromium.find(path));
        assertEquals(
                Optional.of(new Chromium(named)),
                Chromium.find(Map.of("PATH", folder.toString(), "CHROMIUM", named.toString())));
        assertEquals(Optional.empty(), Chromium.find(Map.of("PATH", "/nowhere")));
        BadInput refused =
                assertThrows(BadInput.class, () -> Chromium.find(Map.of("CHROMIUM", folder + "/absent", "PATH", "")));
        assertTrue(refused.getMessage().contains("CHROMIUM=" + folder + "/absent: is no program"));
    }

    private Path program(String name) throws Exception {
        Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\n");
        assertTrue(program.toFile().setExecutable(true));
        return program;
    }

    @Test
    void aBrowserThatFailsIsToldInOneLine() throws Exception {
        Path program = Files.writeString(folder.resolve("failing"), "#!/bin/sh\necho no display >&2\nexit 3\n");
        assertTrue(program.toFile().setExecutable(true));
        BadInput refused = assertThrows(BadInput.class, () -> new Chromium(program).elements(folder.toUri()));
        assertTrue(refused.getMessage().endsWith("failed with exit code 3 (no display)"), refused.getMessage());
    }
}
