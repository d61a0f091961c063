package dev.braid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.braid.catalogue.Models;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelsCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    private JsonNode run(String... arguments) throws IOException {
        StringWriter err = new StringWriter();
        assertEquals(0, Main.run(new PrintWriter(out), new PrintWriter(err), arguments), err::toString);
        return new ObjectMapper().readTree(Files.readString(folder.resolve("models.json")));
    }

    @Test
    void everyModelOfTheCatalogueIsListedWithItsOptions() throws IOException {
        JsonNode models = run("models", "--json", folder.resolve("models.json").toString())
                .path("models");
        assertEquals(Models.ALL.size(), models.size());
        for (JsonNode model : models) {
            assertTrue(out.toString().contains(model.path("name").asText()));
            for (String key : new String[] {"name", "title", "paper", "kind"}) {
                assertFalse(model.path(key).asText().isBlank(), () -> key + " of " + model);
            }
            assertTrue(model.path("kind").asText().matches("single|multi|chain"), model::toString);
            assertTrue(model.path("options").size() > 0, model::toString);
            for (JsonNode option : model.path("options")) {
                assertTrue(option.path("name").asText().matches("(model|objective)\\..+"), option::toString);
                assertFalse(option.path("type").asText().isBlank(), option::toString);
                assertFalse(option.path("default").asText().isBlank(), option::toString);
                assertFalse(option.path("doc").asText().isBlank(), option::toString);
                assertEquals(
                        option.path("type").asText().contains("choice"),
                        option.path("choices").size() > 0,
                        option::toString);
                for (JsonNode choice : option.path("choices")) {
                    assertFalse(choice.path("name").asText().isBlank(), option::toString);
                    assertFalse(choice.path("doc").asText().isBlank(), option::toString);
                }
            }
        }
    }

    @Test
    void oneModelIsExplained() throws IOException {
        JsonNode models = run(
                        "models",
                        "mmoe",
                        "--json",
                        folder.resolve("models.json").toString())
                .path("models");
        assertEquals(1, models.size());
        assertTrue(out.toString().contains("KDD 2018"), out.toString());
        assertTrue(out.toString().contains("model.experts"), out.toString());
    }

    @Test
    void thePagesOfTheModelsAreThoseThatTheCommandWrites() throws IOException {
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), "models", "--docs", folder.toString());
        assertEquals(0, code, err::toString);
        Path docs =
                Path.of(System.getProperty("user.dir")).resolveSibling("docs").resolve("models");
        for (String page : pages(folder)) {
            assertEquals(
                    Files.readString(folder.resolve(page)),
                    Files.readString(docs.resolve(page)),
                    () -> page + " has changed; write it again: ./braid models --docs docs/models");
        }
        assertEquals(pages(folder), pages(docs));
    }

    private static List<String> pages(Path folder) throws IOException {
        try (Stream<Path> pages = Files.list(folder)) {
            return pages.map(page -> page.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void choicesAreExplainedAndOtherSectionsNamed() throws IOException {
        run("models", "dephn", "--json", folder.resolve("models.json").toString());
        assertTrue(
                out.toString().lines().anyMatch(l -> l.matches(" +mg-sigmoid +sigmoid of a linear map.*")),
                out::toString);
        assertTrue(out.toString().contains("'braid models dephn --all'"), out::toString);
        assertFalse(out.toString().contains("train.batchSize"), out::toString);
    }

    @Test
    void allOptionsOfAllSectionsAreListedWhenAskedFor() throws IOException {
        JsonNode options = run(
                        "models",
                        "mmoe",
                        "--all",
                        "--json",
                        folder.resolve("models.json").toString())
                .path("models")
                .path(0)
                .path("options");
        for (String name : new String[] {"model.experts", "train.batchSize", "embedding.width", "optimizer.rows"}) {
            assertTrue(options.findValuesAsText("name").contains(name), name);
            assertTrue(out.toString().lines().anyMatch(l -> l.startsWith(name + " ")), name);
        }
    }
}
