package dev.braid.data.prepare;

import com.sun.management.OperatingSystemMXBean;
import dev.braid.fault.BadInput;
import java.lang.management.ManagementFactory;

/**
 * How {@code prepare} works; none of this changes what it writes, except {@code partRows}.
 *
 * @param memoryLimit how much memory DuckDB may take, such as {@code 4GB}; beyond it, it works on disk. Empty: half of
 *     the machine's, because the rest is the JVM's and libtorch's
 * @param threads DuckDB's threads; 0: one per core
 * @param partRows rows of a Parquet part at most
 * @param overwrite whether an existing dataset at the place of the new one is replaced
 */
public record PrepareOptions(String memoryLimit, int threads, int partRows, boolean overwrite) {
    public static final PrepareOptions DEFAULTS = new PrepareOptions("", 0, 1 << 18, false);

    private static final long MEGABYTE = 1_000_000;

    public PrepareOptions {
        if (threads < 0) {
            throw BadInput.of("threads must be at least 0, got %d", threads);
        }
        if (partRows < 1) {
            throw BadInput.of("rows per part must be at least 1, got %d", partRows);
        }
        if (!memoryLimit.isEmpty() && !memoryLimit.matches("(?i)\\d+(\\.\\d+)?\\s*[KMGT]i?B")) {
            throw BadInput.of("memory limit must be a size such as 4GB, got '%s'", memoryLimit);
        }
    }

    /** The memory that DuckDB may take: {@link #memoryLimit}, or where it is empty half of the machine's, in {@code MB}. */
    public String memory() {
        if (!memoryLimit.isEmpty()) {
            return memoryLimit;
        }
        long bytes =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return Math.max(1, bytes / 2 / MEGABYTE) + "MB";
    }
}
