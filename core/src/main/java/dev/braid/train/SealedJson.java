package dev.braid.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.braid.fault.BadFormat;
import dev.braid.fault.BraidBug;
import dev.braid.fault.FileFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * JSON objects whose last key, {@value #SEAL}, is the CRC-32C of the bytes before it, so that no damage goes unnoticed. The
 * first two keys are the format's name and version.
 */
final class SealedJson {
    static final String SEAL = "crc32c";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectWriter PRETTY =
            JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private SealedJson() {}

    /** An object that begins with the name and version of its format. */
    static ObjectNode of(String format, int version) {
        return JSON.createObjectNode().put("format", format).put("version", version);
    }

    /** The bytes of a sealed file. */
    static byte[] bytes(ObjectNode content) {
        try {
            String open = PRETTY.writeValueAsString(content).stripTrailing();
            String body = open.substring(0, open.length() - 1).stripTrailing() + ",\n";
            byte[] sealed = body.getBytes(StandardCharsets.UTF_8);
            byte[] tail = tail(sealed);
            byte[] all = Arrays.copyOf(sealed, sealed.length + tail.length);
            System.arraycopy(tail, 0, all, sealed.length, tail.length);
            return all;
        } catch (JsonProcessingException e) {
            throw new BraidBug("a description could not be written as JSON", e);
        }
    }

    /**
     * Reads a sealed file.
     *
     * @param what the file is, for messages: {@code "checkpoint"}
     * @throws BadFormat when it is missing, damaged, of another format, or of a version this Braid does not read
     */
    static ObjectNode read(Path file, String format, int version, String what) {
        byte[] bytes = bytes(file, what);
        ObjectNode content = parse(file, bytes, what);
        if (!content.path("format").asText().equals(format)) {
            throw new BadFormat(file, "not a " + what + " of Braid (its format should be '" + format + "')");
        }
        int found = content.path("version").asInt();
        if (found != version) {
            throw new BadFormat(
                    file,
                    "a " + what + " of format version " + found + "; this Braid reads version " + version
                            + (found > version ? ", use a newer Braid" : ", use the Braid that wrote it"));
        }
        byte[] expected = tail(Arrays.copyOf(bytes, Math.max(0, bytes.length - TAIL)));
        if (!Arrays.equals(expected, Arrays.copyOfRange(bytes, Math.max(0, bytes.length - TAIL), bytes.length))) {
            throw new BadFormat(file, "damaged or edited: its checksum does not fit its content");
        }
        content.remove(SEAL);
        return content;
    }

    private static final int TAIL = tail(new byte[0]).length;

    private static byte[] tail(byte[] sealed) {
        CRC32C crc = new CRC32C();
        crc.update(sealed);
        return String.format(Locale.ROOT, "  \"%s\" : \"%08x\"%n}%n", SEAL, crc.getValue())
                .replace("\r\n", "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Path file, String what) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new BadFormat(file, "missing; this is not a whole " + what, e);
        } catch (IOException e) {
            throw new BadFormat(file, "cannot be read: " + FileFault.reason(e), e);
        }
    }

    private static ObjectNode parse(Path file, byte[] bytes, String what) {
        try {
            if (JSON.readTree(bytes) instanceof ObjectNode content) {
                return content;
            }
        } catch (IOException e) {
            throw new BadFormat(file, "damaged: this " + what + " is not JSON", e);
        }
        throw new BadFormat(file, "damaged: this " + what + " is not a JSON object");
    }
}
