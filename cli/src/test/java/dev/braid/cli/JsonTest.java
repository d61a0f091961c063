package dev.braid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

final class JsonTest {
    record Numbers(double defined, double undefined, Double absent, float narrow, double infinite) {}

    @Test
    void whatIsUndefinedIsNull() throws JsonProcessingException {
        String text = Json.text(new Numbers(0.5, Double.NaN, null, Float.NaN, Double.POSITIVE_INFINITY));
        assertEquals(
                new ObjectMapper()
                        .readTree("{\"defined\":0.5,\"undefined\":null,\"absent\":null,\"narrow\":null,"
                                + "\"infinite\":null}"),
                new ObjectMapper().readTree(text));
    }
}
