package dev.braid.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far long work is: a bar with rates and the time left on a terminal, plain lines otherwise. */
abstract sealed class Progress implements AutoCloseable {
    /** Work counted in a few steps. */
    static Progress steps(PrintWriter err, String name) {
        return of(err, name, "");
    }

    /** Work counted in rows. */
    static Progress rows(PrintWriter err, String name) {
        return of(err, name, " rows");
    }

    private static Progress of(PrintWriter err, String name, String unit) {
        return Boolean.getBoolean("braid.terminal") ? new Bar(err, name, unit) : new Lines(err, name, unit);
    }

    /**
     * Says how far it is.
     *
     * @param what what was just done
     * @param done of {@code total}
     * @param total how much there is; -1 when nobody knows
     */
    abstract void step(String what, long done, long total);

    /** Prints a line of its own, above the bar where there is one. */
    abstract void line(String text);

    @Override
    public abstract void close();

    private static final class Bar extends Progress {
        private final PrintWriter err;
        private final String name;
        private final String unit;
        private @Nullable ProgressBar bar;

        Bar(PrintWriter err, String name, String unit) {
            this.err = err;
            this.name = name;
            this.unit = unit;
        }

        @Override
        void step(String what, long done, long total) {
            if (bar == null) {
                ProgressBarBuilder builder = new ProgressBarBuilder()
                        .setTaskName(name)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200);
                // Only what is done from here on counts for the speed.
                builder.startsFrom(done, Duration.ZERO);
                bar = (unit.isEmpty() ? builder : builder.setUnit(unit, 1).showSpeed()).build();
            }
            bar.maxHint(total);
            bar.setExtraMessage(what);
            bar.stepTo(done);
        }

        @Override
        void line(String text) {
            // Ends the bar's line first: the next step begins a new bar below.
            close();
            err.println(text);
            err.flush();
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
                bar = null;
            }
        }
    }

    private static final class Lines extends Progress {
        private static final Duration BETWEEN = Duration.ofSeconds(10);

        private final PrintWriter err;
        private final String name;
        private final String unit;
        private final long start = System.nanoTime();
        private long last = start;

        Lines(PrintWriter err, String name, String unit) {
            this.err = err;
            this.name = name;
            this.unit = unit;
        }

        @Override
        void step(String what, long done, long total) {
            long now = System.nanoTime();
            if (now - last < BETWEEN.toNanos()) {
                return;
            }
            last = now;
            double seconds = (now - start) / 1e9;
            String speed = unit.isEmpty() ? "" : String.format(Locale.ROOT, ", %,.0f%s/s", done / seconds, unit);
            String left = !unit.isEmpty() && total > done && done > 0
                    ? String.format(Locale.ROOT, ", %.0f s left", seconds * (total - done) / done)
                    : "";
            String all = total > 0 ? String.format(Locale.ROOT, " of %,d", total) : "";
            err.printf(Locale.ROOT, "%s: %,d%s%s%s%s  %s%n", name, done, all, unit, speed, left, what);
            err.flush();
        }

        @Override
        void line(String text) {
            err.println(text);
            err.flush();
        }

        @Override
        public void close() {}
    }
}
