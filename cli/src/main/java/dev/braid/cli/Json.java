package dev.braid.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.braid.fault.BadInput;
import dev.braid.fault.BraidBug;
import dev.braid.fault.FileFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Results as JSON, where a number that is undefined is null. */
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Double.class, new DefinedOrNull())
                    .addSerializer(double.class, new DefinedOrNull())
                    .addSerializer(Float.class, new DefinedOrNull())
                    .addSerializer(float.class, new DefinedOrNull()))
            .addModule(new SimpleModule().addSerializer(new PresentOrNull()))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private Json() {}

    static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new BraidBug("a result cannot be written as JSON", e);
        }
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @param what the file is, for the line about one that is something else
     */
    static <T> T read(Path file, Class<T> type, String what) {
        try {
            return MAPPER.readValue(file.toFile(), type);
        } catch (JsonProcessingException e) {
            throw new BadInput(file + ": is not " + what + " (" + e.getOriginalMessage() + ")", e);
        } catch (IOException e) {
            throw new BadInput(file + ": cannot be read: " + FileFault.reason(e), e);
        }
    }

    private static final class DefinedOrNull extends JsonSerializer<Number> {
        @Override
        public void serialize(Number value, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (Double.isFinite(value.doubleValue())) {
                json.writeNumber(value.doubleValue());
            } else {
                json.writeNull();
            }
        }
    }

    private static final class PresentOrNull extends StdSerializer<Optional<?>> {
        private static final long serialVersionUID = 1L;

        PresentOrNull() {
            super(Optional.class, true);
        }

        @Override
        public void serialize(Optional<?> value, JsonGenerator json, SerializerProvider provider) throws IOException {
            provider.defaultSerializeValue(value.orElse(null), json);
        }
    }
}
