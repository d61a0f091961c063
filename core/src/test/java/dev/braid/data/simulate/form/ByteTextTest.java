package dev.braid.data.simulate.form;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ByteTextTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, -1, -10, 99, 100, 1_000_000_007L, Long.MAX_VALUE, -Long.MAX_VALUE})
    void wholeNumbersAreWrittenInFull(long number) {
        assertEquals("x" + number, new ByteText().add('x').add(number).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 5, 1.0",
        "0.5, 2, 0.5",
        "2.70805, 5, 2.70805",
        "-0.25, 3, -0.25",
        "0.001, 2, 0.0",
        "0.999, 2, 1.0",
        "0, 1, 0.0",
        "0.1, 1, 0.1",
        "-1e-9, 9, -0.000000001",
        "-1e-10, 9, 0.0",
        "8999999999.5, 1, 8999999999.5",
        "0.999999999, 9, 0.999999999",
        "12.0305, 6, 12.0305"
    })
    void decimalsLoseTheirLastZeros(double number, int decimals, String text) {
        assertEquals(text, new ByteText().decimal(number, decimals).toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, 0x1234abcd})
    void hexadecimalNumbersHaveEightDigits(int number) {
        assertEquals("%08x".formatted(number), new ByteText().hex(number).toString());
    }
}
