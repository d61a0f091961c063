package dev.braid.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tables reach sizes that no {@code int} counts the bytes of. */
final class LargeVariableTest {
    private static final long ELEMENTS = (1L << 29) + 1000; // a little more than 2 GB

    @Test
    void numbersBeyondTwoGigabytesAreReadAndWritten() {
        long free =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getFreeMemorySize();
        assumeTrue(free > 4L << 30, "needs 4 GB of free memory, there are " + (free >> 30));
        try (Variable large = Tensors.state(DType.F32, ELEMENTS)) {
            ByteBuffer numbers = ByteBuffer.allocateDirect(16).order(ByteOrder.LITTLE_ENDIAN);
            numbers.asFloatBuffer().put(new float[] {1, 2, 3, 4});
            large.write(ELEMENTS - 4, numbers);
            assertEquals(16, numbers.position());
            ByteBuffer found = ByteBuffer.allocateDirect(24).order(ByteOrder.LITTLE_ENDIAN);
            large.read(ELEMENTS - 6, found);
            assertEquals(24, found.position());
            float[] values = new float[6];
            found.flip().asFloatBuffer().get(values);
            assertEquals(
                    List.of(0f, 0f, 1f, 2f, 3f, 4f),
                    IntStream.range(0, 6).mapToObj(i -> values[i]).toList());
        }
    }
}
