package dev.braid.explain;

import dev.braid.nn.TaskCorrelation;
import dev.braid.nn.VirtualGradient;
import dev.braid.nn.VirtualGradientOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * One of the eight functions of the virtual gradient over the unit square (DE-PHN Fig. 4; models.md §19): the coefficient γ = h(s)
 * that a pair of tasks gives, of x, the absolute correlation of their labels, and y = min(1, |Gₜ − Gⱼ|), the difference of their
 * gates.
 *
 * @param family how x and y meet in s
 * @param shape the curve h
 * @param formula the function, written out
 * @param axis values of x, and of y
 * @param coefficient γ, {@code [y][x]}
 */
public record VirtualGradientMap(
        VirtualGradient.Family family,
        VirtualGradient.Shape shape,
        String formula,
        List<Double> axis,
        List<List<Double>> coefficient) {
    private static final int STEPS = 20;

    public VirtualGradientMap {
        axis = List.copyOf(axis);
        coefficient = List.copyOf(coefficient);
    }

    /** All eight, those that add first. */
    public static List<VirtualGradientMap> all() {
        List<VirtualGradientMap> all = new ArrayList<>();
        for (VirtualGradient.Family family : VirtualGradient.Family.values()) {
            for (VirtualGradient.Shape shape : VirtualGradient.Shape.values()) {
                all.add(of(family, shape));
            }
        }
        return all;
    }

    private static VirtualGradientMap of(VirtualGradient.Family family, VirtualGradient.Shape shape) {
        VirtualGradient gradient = new VirtualGradient(new VirtualGradientOptions(
                true, TaskCorrelation.Measure.PEARSON, TaskCorrelation.Rows.BATCH, family, shape, 0));
        List<Double> axis = IntStream.rangeClosed(0, STEPS)
                .mapToObj(i -> i / (double) STEPS)
                .toList();
        return new VirtualGradientMap(
                family,
                shape,
                formula(family, shape),
                axis,
                axis.stream()
                        .map(y -> axis.stream().map(x -> gradient.gamma(x, y)).toList())
                        .toList());
    }

    /** As options write it: {@code add sqrt}. */
    public String name() {
        return (family.name() + " " + shape.name()).toLowerCase(Locale.ROOT);
    }

    private static String formula(VirtualGradient.Family family, VirtualGradient.Shape shape) {
        String s = family == VirtualGradient.Family.ADD ? "x + y" : "2xy";
        return switch (shape) {
            case ABS -> "2 |" + s + " − 1|";
            case COS -> "1 + cos(π (" + s + "))";
            case SQUARE -> "2 (" + s + " − 1)²";
            case SQRT -> "2 √|" + s + " − 1|";
        };
    }
}
