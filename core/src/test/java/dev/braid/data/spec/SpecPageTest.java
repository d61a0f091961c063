package dev.braid.data.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of the spec explains the keys that the reader knows, and its example can be read. */
final class SpecPageTest {
    private static final Path PAGE = Path.of("..", "docs", "spec.md");
    private static final Pattern KEY = Pattern.compile("\\| `([A-Za-z]+)` \\|.*");

    @Test
    void everyKeyIsExplainedUnderItsHeading() throws IOException {
        Map<String, List<String>> expected = new LinkedHashMap<>();
        expected.put("## Dataset", SpecKeys.TOP);
        expected.put("## Files", SpecKeys.FILES);
        expected.put("## Format", SpecKeys.FORMAT);
        expected.put("## Split", SpecKeys.SPLIT);
        for (String type : List.of("categorical", "multi", "numeric")) {
            expected.put("**`type: " + type + "`**", SpecKeys.FEATURE.get(type));
        }
        expected.put("## Auto", SpecKeys.AUTO);
        expected.put("## Tasks", SpecKeys.TASK);
        assertEquals(expected, explained());
    }

    private static Map<String, List<String>> explained() throws IOException {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        String heading = "";
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("## ") || line.startsWith("**`type: ")) {
                heading = line.replaceFirst("(\\*\\*): .*", "$1");
            }
            Matcher row = KEY.matcher(line);
            if (row.matches()) {
                keys.computeIfAbsent(heading, h -> new ArrayList<>()).add(row.group(1));
            }
        }
        return keys;
    }

    @Test
    void theExampleIsASpec() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf("```yaml\n") + "```yaml\n".length();
        DatasetSpec spec = DatasetSpec.parse(page.substring(from, page.indexOf("```", from)), "docs/spec.md");
        assertEquals(6, spec.features().size());
        assertEquals(2, spec.tasks().size());
    }
}
