package dev.braid.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.braid.fault.BadFormat;
import dev.braid.fault.BraidBug;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** JSON files that begin with the name and version of their format. */
public final class JsonFile {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private JsonFile() {}

    /** The text of a record; equal records have equal texts. */
    public static byte[] bytes(Object value) {
        try {
            return (MAPPER.writeValueAsString(value).replace("\r\n", "\n") + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new BraidBug("cannot write as JSON: " + value, e);
        }
    }

    /**
     * Reads a record of a format that has had one version only.
     *
     * @throws BadFormat when the file is missing, damaged, foreign or newer
     */
    public static <T> T read(Path file, Class<T> kind, String format, int version) {
        return read(file, kind, format, version, old -> {});
    }

    /**
     * Reads a record.
     *
     * @param format what the file's {@code format} must say
     * @param version the highest {@code version} that is understood
     * @param upgrade turns a file of any earlier version into one of this
     * @throws BadFormat when the file is missing, damaged, foreign or newer
     */
    public static <T> T read(Path file, Class<T> kind, String format, int version, Consumer<ObjectNode> upgrade) {
        try {
            JsonNode tree = MAPPER.readTree(Files.readAllBytes(file));
            if (!tree.path("format").asText().equals(format)) {
                throw new BadFormat(file, "not a file of format " + format + "; it was not written by Braid");
            }
            if (!tree.path("version").isInt() || tree.path("version").asInt() > version) {
                throw new BadFormat(
                        file,
                        "has version " + tree.path("version").asText() + " of format " + format
                                + ", but this Braid reads up to " + version + "; use a newer Braid");
            }
            if (tree instanceof ObjectNode old && tree.path("version").asInt() < version) {
                upgrade.accept(old);
            }
            return MAPPER.treeToValue(tree, kind);
        } catch (ClassCastException e) {
            throw new BadFormat(file, "damaged (" + e.getMessage() + "); prepare the dataset again", e);
        } catch (NoSuchFileException e) {
            throw new BadFormat(file, "no such file; name a directory that 'braid prepare' wrote", e);
        } catch (JsonProcessingException e) {
            throw new BadFormat(
                    file,
                    "damaged (" + e.getOriginalMessage().lines().findFirst().orElse("")
                            + "); prepare the dataset again",
                    e);
        } catch (IOException e) {
            throw new BadFormat(file, "cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
