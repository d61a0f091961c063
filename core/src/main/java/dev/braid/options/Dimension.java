package dev.braid.options;

import dev.braid.fault.BadInput;
import java.util.List;
import java.util.Locale;

/** One option of a {@link SearchSpace}, with the values that it may take. */
public sealed interface Dimension {
    /** The dotted name of the option. */
    String option();

    /** Where it is written. */
    String place();

    /**
     * The value at a point between the first and the last one, as {@code --set} takes it.
     *
     * @param at in [0, 1)
     */
    String value(double at);

    /** Values that stand for all: if an option can take these, it can take every one. */
    List<String> extremes();

    /** How many different values there are; a very large number where they are not counted. */
    long size();

    /**
     * Some values.
     *
     * @param values as {@code --set} takes them
     */
    record Choices(String option, List<String> values, String place) implements Dimension {
        public Choices {
            values = List.copyOf(values);
        }

        @Override
        public String value(double at) {
            return values.get((int) (at * values.size()));
        }

        @Override
        public List<String> extremes() {
            return values;
        }

        @Override
        public long size() {
            return values.size();
        }
    }

    /**
     * Every value between two.
     *
     * @param from the least
     * @param to the largest
     * @param log whether each factor is as likely as any other, rather than each difference
     * @param whole whether only whole numbers are meant: where both ends are written as such
     */
    record Range(String option, double from, double to, boolean log, boolean whole, String place) implements Dimension {
        private static final long UNCOUNTED = 1L << 40;

        static Range of(String option, String from, String to, boolean log, String place) {
            double least = number(option, from, place);
            double largest = number(option, to, place);
            if (!(least < largest)) {
                throw new BadInput(place + ": " + option + ": 'from' must be below 'to', got " + from + " and " + to);
            }
            if (log && least <= 0) {
                throw new BadInput(place + ": " + option + ": a range with scale log begins above 0, got " + from);
            }
            boolean whole = from.matches("-?\\d+") && to.matches("-?\\d+");
            return new Range(option, least, largest, log, whole, place);
        }

        private static double number(String option, String text, String place) {
            try {
                double number = Double.parseDouble(text);
                if (Double.isFinite(number)) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw new BadInput(place + ": " + option + ": '" + text + "' is no number", e);
            }
            throw new BadInput(place + ": " + option + ": '" + text + "' is no finite number");
        }

        @Override
        public String value(double at) {
            // whole numbers get a unit each, so that both ends are as likely as those between
            double low = whole && !log ? from - 0.5 : from;
            double high = whole && !log ? to + 0.5 : to;
            double value = log ? low * Math.exp(at * Math.log(high / low)) : low + at * (high - low);
            if (whole) {
                return String.valueOf(Math.min((long) to, Math.max((long) from, Math.round(value))));
            }
            return String.format(Locale.ROOT, "%.4g", value); // four digits, so that people can read and repeat it
        }

        @Override
        public List<String> extremes() {
            return List.of(value(0), value(Math.nextDown(1.0)));
        }

        @Override
        public long size() {
            return whole ? (long) to - (long) from + 1 : UNCOUNTED;
        }
    }
}
