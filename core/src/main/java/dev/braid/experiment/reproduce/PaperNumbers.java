package dev.braid.experiment.reproduce;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The numbers of a printed table.
 *
 * @param rows by the name of a line its numbers, in the order of the printed columns
 */
public record PaperNumbers(Map<String, List<Double>> rows) {
    /** A figure, which prints no numbers. */
    public static final PaperNumbers NONE = new PaperNumbers(Map.of());

    public PaperNumbers {
        Map<String, List<Double>> copy = new LinkedHashMap<>();
        rows.forEach((row, numbers) -> copy.put(row, List.copyOf(numbers)));
        rows = copy;
    }

    /**
     * Reads a table as it is printed.
     *
     * @param columns how many numbers end each line; what stands before them is its name
     */
    public static PaperNumbers of(int columns, String table) {
        Map<String, List<Double>> rows = new LinkedHashMap<>();
        for (String line : table.lines().toList()) {
            List<String> words = Arrays.asList(line.trim().split("\\s+"));
            int name = words.size() - columns;
            List<Double> numbers = new ArrayList<>();
            words.subList(name, words.size()).forEach(word -> numbers.add(Double.valueOf(word)));
            rows.put(String.join(" ", words.subList(0, name)), numbers);
        }
        return new PaperNumbers(rows);
    }

    /** The number of a line; empty when the paper has none. */
    OptionalDouble at(String row, int column) {
        List<Double> numbers = rows.get(row);
        return numbers == null || column < 0 ? OptionalDouble.empty() : OptionalDouble.of(numbers.get(column));
    }
}
