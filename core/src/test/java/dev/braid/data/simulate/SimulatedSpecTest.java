package dev.braid.data.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A spec that does not fit its files would fail far from here, in {@code prepare}. */
class SimulatedSpecTest {
    @TempDir
    Path home;

    @Test
    void theFunnelsSpecNamesTheColumnsOfItsFiles() throws IOException {
        FunnelSimulator.write(FunnelOptions.DEFAULTS.withRows(100), home.resolve("funnel"), rows -> {});
        assertDeclares(home.resolve("funnel"), List.of("click", "conversion"));
        JsonNode conversion = spec(home.resolve("funnel")).get("tasks").get("conversion");
        assertEquals("click", conversion.get("space").asText());
    }

    @Test
    void theMmoeSpecNamesTheColumnsOfItsFiles() throws IOException {
        MmoeSynthetic.write(MmoeSyntheticOptions.DEFAULTS.withRows(100), home.resolve("mmoe"), rows -> {});
        assertDeclares(home.resolve("mmoe"), List.of("y1", "y2"));
    }

    private static JsonNode spec(Path folder) throws IOException {
        return new YAMLMapper().readTree(Files.readString(folder.resolve("spec.yaml")));
    }

    /** Features are all columns but the labels, in their order; the truth is none of them. */
    private static void assertDeclares(Path folder, List<String> labels) throws IOException {
        JsonNode spec = spec(folder);
        assertEquals(labels, names(spec.get("tasks")));
        for (String split : List.of("train", "validation", "test")) {
            Path file = folder.resolve(spec.get("files").get(split).asText());
            List<String> columns = new ArrayList<>(names(spec.get("features")));
            columns.addAll(labels);
            assertEquals(String.join(",", columns), Files.readAllLines(file).get(0));
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
