package dev.braid.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.braid.fault.BraidBug;

/** Writes options back as the tree from which {@link OptionReader} would read them. */
public final class OptionTree {
    private OptionTree() {}

    /** A record's options, nested as it nests them. */
    public static ObjectNode of(Record options) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        for (RecordShape.Component component : RecordShape.of(options).components()) {
            Object value = component.valueIn(options);
            tree.set(
                    component.name(),
                    component.isNested() ? of((Record) value) : component.kind().tree(value));
        }
        return tree;
    }

    /** A tree as YAML text. */
    public static String yaml(JsonNode tree) {
        try {
            return YAMLMapper.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .build()
                    .writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new BraidBug("options could not be written as YAML", e);
        }
    }
}
