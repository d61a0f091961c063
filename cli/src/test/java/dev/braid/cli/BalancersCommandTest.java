package dev.braid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.braid.catalogue.Balancers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BalancersCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    @Test
    void everyBalancerIsListedWithItsOptions() throws IOException {
        Path json = folder.resolve("balancers.json");
        assertEquals(0, run("balancers", "--json", json.toString()), err::toString);
        JsonNode balancers = new ObjectMapper().readTree(Files.readString(json)).path("balancers");
        assertEquals(
                List.of("equal", "fixed", "uncertainty", "gradnorm", "pcgrad", "mgda", "dwa"),
                balancers.findValuesAsText("name").stream()
                        .filter(n ->
                                Balancers.ALL.stream().anyMatch(b -> b.name().equals(n)))
                        .toList());
        for (JsonNode balancer : balancers) {
            assertTrue(out.toString().contains(balancer.path("title").asText()), out::toString);
            assertTrue(out.toString().contains(balancer.path("paper").asText()), out::toString);
            for (JsonNode option : balancer.path("options")) {
                assertTrue(option.path("name").asText().startsWith("balance."), option::toString);
                assertFalse(option.path("doc").asText().isBlank(), option::toString);
            }
        }
    }

    @Test
    void oneBalancerIsExplained() {
        assertEquals(0, run("balancers", "gradnorm"), err::toString);
        assertTrue(out.toString().contains("ICML 2018"), out::toString);
        assertTrue(out.toString().lines().anyMatch(l -> l.matches("balance\\.alpha +double +1\\.5 .*")), out::toString);
        assertEquals(0, run("balancers", "equal"), err::toString);
        assertTrue(out.toString().contains("It has no options."), out::toString);
        assertEquals(2, run("balancers", "pcgard"));
        assertTrue(err.toString().contains("did you mean 'pcgrad'?"), err::toString);
    }

    @Test
    void thePagesOfTheBalancersAreThoseThatTheCommandWrites() throws IOException {
        assertEquals(0, run("balancers", "--docs", folder.toString()), err::toString);
        Path docs =
                Path.of(System.getProperty("user.dir")).resolveSibling("docs").resolve("balancers");
        for (String page : pages(folder)) {
            assertEquals(
                    Files.readString(folder.resolve(page)),
                    Files.readString(docs.resolve(page)),
                    () -> page + " has changed; write it again: ./braid balancers --docs docs/balancers");
        }
        assertEquals(pages(folder), pages(docs));
    }

    private static List<String> pages(Path folder) throws IOException {
        try (Stream<Path> pages = Files.list(folder)) {
            return pages.map(page -> page.getFileName().toString()).sorted().toList();
        }
    }
}
