package dev.braid.fault;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects every mistake before anything is thrown, so that a person mends them in one go. Each problem is one line of
 * its own; at most {@value #SHOWN} are shown. Not thread-safe.
 */
public final class Problems {
    /** How many problems the message lists before it only counts the rest. */
    static final int SHOWN = 20;

    private final List<String> lines = new ArrayList<>();

    /**
     * Notes a mistake.
     *
     * @param line what, where, what to do
     */
    public void add(String line) {
        lines.add(line);
    }

    /** Whether no mistake was noted. */
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** The mistakes so far, in the order in which they were found. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /**
     * Ends the check.
     *
     * @throws BadInput when there was any mistake; its message has one line for each
     */
    public void throwIfAny() {
        if (lines.isEmpty()) {
            return;
        }
        String message = String.join("\n", lines.subList(0, Math.min(SHOWN, lines.size())));
        throw new BadInput(
                lines.size() > SHOWN ? message + "\n... and " + (lines.size() - SHOWN) + " problems more" : message);
    }
}
