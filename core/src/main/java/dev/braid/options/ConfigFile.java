package dev.braid.options;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.braid.fault.BadInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads YAML (and so JSON) into nodes that know their line. */
final class ConfigFile {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    private final String source;
    private final JsonParser parser;

    private ConfigFile(String source, JsonParser parser) {
        this.source = source;
        this.parser = parser;
    }

    /** Reads a file whose top is a mapping; an empty file is an empty mapping. */
    static ConfigNode.Mapping read(Path file) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new BadInput(file + ": there is no such file; check the path given with --config", e);
        } catch (IOException e) {
            throw new BadInput(file + ": cannot be read as UTF-8 text (" + e.getMessage() + ")", e);
        }
        ConfigNode top = parse(text, file.toString());
        if (top instanceof ConfigNode.Mapping mapping) {
            return mapping;
        }
        if (top instanceof ConfigNode.Scalar scalar && scalar.isNull()) {
            return ConfigNode.Mapping.empty(top.place());
        }
        throw new BadInput(top.place() + ": " + top.shown() + " stands where keys are expected, for example 'train:'");
    }

    /** Parses one YAML document. */
    static ConfigNode parse(String text, String source) {
        try (JsonParser parser = new YAMLFactory().createParser(text)) {
            ConfigFile file = new ConfigFile(source, parser);
            if (parser.nextToken() == null) {
                return new ConfigNode.Scalar("", true, false, source);
            }
            ConfigNode top = file.node();
            if (parser.nextToken() != null) {
                throw new BadInput(file.place() + ": a second document ('---') begins here; keep one per file");
            }
            return top;
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? source
                    : source + ":" + e.getLocation().getLineNr() + ":"
                            + e.getLocation().getColumnNr();
            String reason = e.getOriginalMessage().lines().findFirst().orElse("cannot be parsed");
            throw new BadInput(where + ": not valid YAML: " + reason + "; check indentation, quotes and brackets", e);
        } catch (IOException e) {
            throw new BadInput(source + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private ConfigNode node() throws IOException {
        String place = place();
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            ConfigNode.Mapping mapping = ConfigNode.Mapping.empty(place);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String keyPlace = place();
                String key = parser.currentName();
                parser.nextToken();
                if (mapping.entries().put(key, node()) != null) {
                    throw new BadInput(keyPlace + ": the key '" + key + "' is written twice; keep one");
                }
            }
            return mapping;
        }
        if (token == JsonToken.START_ARRAY) {
            List<ConfigNode> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(node());
            }
            return new ConfigNode.Sequence(items, place);
        }
        String text = parser.getText();
        boolean isNull = token == JsonToken.VALUE_NULL || (token != JsonToken.VALUE_STRING && NULLS.contains(text));
        return new ConfigNode.Scalar(text, isNull, false, place);
    }

    private String place() {
        return source + ":" + parser.currentTokenLocation().getLineNr();
    }
}
