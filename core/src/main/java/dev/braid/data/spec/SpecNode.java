package dev.braid.data.spec;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.braid.fault.BadInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A piece of YAML that knows where it stands: one of text, list and mapping. */
record SpecNode(
        String place, Optional<String> text, Optional<List<SpecNode>> items, Optional<Map<String, SpecNode>> entries) {

    /** Parses one document; an empty one is an empty mapping. */
    static SpecNode parse(String yaml, String origin) {
        try (JsonParser parser = new YAMLFactory().createParser(yaml)) {
            if (parser.nextToken() == null) {
                return new SpecNode(origin + ":1:1", Optional.empty(), Optional.empty(), Optional.of(Map.of()));
            }
            SpecNode top = node(parser, origin);
            if (parser.nextToken() != null) {
                throw new BadInput(place(parser, origin) + ": a second document begins here; keep one per file");
            }
            return top;
        } catch (JsonProcessingException e) {
            String reason = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
            JsonLocation at = e.getLocation();
            throw new BadInput(
                    (at == null ? origin : origin + ":" + at.getLineNr() + ":" + at.getColumnNr())
                            + ": not valid YAML: " + reason + "; check indentation, quotes and brackets",
                    e);
        } catch (IOException e) {
            throw new BadInput(origin + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static SpecNode node(JsonParser parser, String origin) throws IOException {
        String place = place(parser, origin);
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Map<String, SpecNode> entries = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String at = place(parser, origin);
                String key = parser.currentName();
                parser.nextToken();
                if (entries.put(key, node(parser, origin).at(at)) != null) {
                    throw new BadInput(at + ": the key '" + key + "' is written twice; keep one");
                }
            }
            return new SpecNode(place, Optional.empty(), Optional.empty(), Optional.of(entries));
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<SpecNode> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(node(parser, origin));
            }
            return new SpecNode(place, Optional.empty(), Optional.of(items), Optional.empty());
        }
        return new SpecNode(place, Optional.of(parser.getText()), Optional.empty(), Optional.empty());
    }

    /** The same node, standing where its key stands. */
    private SpecNode at(String keyPlace) {
        return new SpecNode(keyPlace, text, items, entries);
    }

    private static String place(JsonParser parser, String origin) {
        JsonLocation at = parser.currentTokenLocation();
        return origin + ":" + at.getLineNr() + ":" + at.getColumnNr();
    }

    /** How a message calls this. */
    String shown() {
        return text.map(t -> "'" + t + "'").orElse(items.isPresent() ? "a list" : "a group of keys");
    }
}
