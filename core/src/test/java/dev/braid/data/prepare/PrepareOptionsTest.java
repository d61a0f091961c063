package dev.braid.data.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

final class PrepareOptionsTest {
    @Test
    void withoutALimitDuckTakesNoMoreThanHalfOfTheMachine() {
        String memory = PrepareOptions.DEFAULTS.memory();
        assertTrue(memory.matches("\\d+MB"), memory);
        double share = Long.parseLong(memory.replace("MB", ""))
                * 1e6
                / ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                        .getTotalMemorySize();
        assertTrue(share > 0.45 && share <= 0.5, () -> memory + " is " + share + " of the machine");
    }

    @Test
    void aLimitIsKept() {
        assertEquals("4GB", new PrepareOptions("4GB", 0, 1, false).memory());
    }
}
