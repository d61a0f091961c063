package dev.braid.model;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.fail;

import dev.braid.catalogue.ModelEntry;
import dev.braid.catalogue.Models;
import dev.braid.fault.BadInput;
import dev.braid.nn.Parameter;
import dev.braid.nn.Pass;
import dev.braid.options.Option;
import dev.braid.options.OptionCatalogue;
import dev.braid.tensor.NoLeaks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Gradients of every model against central differences, over random shapes and options. */
@AddLifecycleHook(NoLeaks.class)
class ModelGradientTest {
    /** A ReLU may have its kink inside of a wide step; a wrong gradient fits none of them. */
    private static final double[] STEPS = {1e-5, 1e-6, 1e-7};

    private static final double TOLERANCE = 1e-6;
    private static final Set<String> COUNTS =
            Set.of("experts", "groups", "sharedExperts", "taskExperts", "subnetworks");
    private static final int ATTEMPTS = 200;
    private static final int PROBES_PER_TENSOR = 2;

    @Provide
    Arbitrary<String> models() {
        return Arbitraries.of(Models.ALL.stream().map(ModelEntry::name).toList());
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void gradientsAreCentralDifferences(
            @ForAll("models") String name,
            @ForAll @IntRange(min = 1, max = 4) int fields,
            @ForAll @IntRange(min = 1, max = 3) int halfWidth,
            @ForAll @IntRange(min = 1, max = 3) int tasks,
            @ForAll @IntRange(min = 1, max = 5) int rows,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ModelShape shape = new ModelShape(fields, 2 * halfWidth, tasks);
        String[] settings = settings(name, shape, random);
        try (SmallModel model = SmallModel.of(name, shape, seed, settings).withPenalty()) {
            model.drawBiases(seed);
            List<double[]> input = model.input(rows, seed + 1);
            SmallModel.Slopes slopes = model.gradients(input, Pass.evaluation(), model.lambda());
            DoubleSupplier loss = () -> model.loss(input, model.lambda());
            String setup = name + " " + shape + ", " + rows + " rows, " + List.of(settings) + ", seed " + seed;
            for (Parameter p : model.parameters.trainable()) {
                double[] values = p.variable().toDoubles();
                double[] slope = slopes.of(p.name());
                for (int probe = 0; probe < PROBES_PER_TENSOR; probe++) {
                    int i = random.nextInt(values.length);
                    double at = values[i];
                    check(setup + ": " + p.name() + "[" + i + "]", slope[i], at, loss, x -> {
                        values[i] = x;
                        p.variable().assign(values);
                    });
                }
            }
            for (int table = 0; table < input.size(); table++) {
                double[] values = input.get(table);
                int i = random.nextInt(values.length);
                double slope = slopes.embeddings().get(table)[i];
                check(setup + ": embedding " + table, slope, values[i], loss, x -> values[i] = x);
            }
        }
    }

    private static void check(String what, double slope, double at, DoubleSupplier loss, DoubleConsumer set) {
        List<Double> differences = new ArrayList<>();
        for (double step : STEPS) {
            set.accept(at + step);
            double up = loss.getAsDouble();
            set.accept(at - step);
            double down = loss.getAsDouble();
            set.accept(at);
            double difference = (up - down) / (2 * step);
            differences.add(difference);
            if (Math.abs(difference - slope) <= TOLERANCE * Math.max(1, Math.abs(difference))) {
                return;
            }
        }
        fail(what + " has gradient " + slope + ", central differences " + differences);
    }

    /** Random settings, again until the model takes them. */
    private static String[] settings(String name, ModelShape shape, SplittableRandom random) {
        BadInput refusal = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String[] settings = settings(name, random);
            try (SmallModel taken = SmallModel.of(name, shape, 1, settings)) {
                assertNotNull(taken);
                return settings;
            } catch (BadInput e) {
                refusal = e;
            }
        }
        return fail(name + " took none of " + ATTEMPTS + " settings", refusal);
    }

    /** Small layers, a random number of experts, and a random choice wherever there is one. */
    private static String[] settings(String name, SplittableRandom random) {
        List<String> settings = new ArrayList<>();
        for (Option option : OptionCatalogue.of("", Models.named(name).defaults())) {
            String last = option.name().substring(option.name().lastIndexOf('.') + 1);
            if (last.toLowerCase(Locale.ROOT).endsWith("hidden")) {
                settings.add(option.name() + "=" + sizes(random));
            } else if (last.equals("maps")) {
                settings.add(option.name() + "="
                        + random.ints(random.nextInt(1, 4), 1, 6).boxed().toList());
            } else if (last.equals("levels")) {
                settings.add(option.name() + "=" + levels(random));
            } else if (last.endsWith("Dropout") && option.type().startsWith("list")) {
                settings.add(option.name() + "=[0]"); // one for as many layers as there are
            } else if (COUNTS.contains(last)) {
                settings.add(option.name() + "=" + random.nextInt(1, 4));
            } else if (option.type().equals("boolean")) {
                settings.add(option.name() + "=" + random.nextBoolean());
            } else if (option.type().equals("choice")) {
                settings.add(option.name() + "="
                        + option.allowed().get(random.nextInt(option.allowed().size())));
            }
        }
        return AcceptedSettings.of(name, settings);
    }

    private static List<List<Integer>> levels(SplittableRandom random) {
        return Stream.generate(() -> sizes(random)).limit(random.nextInt(1, 4)).toList();
    }

    private static List<Integer> sizes(SplittableRandom random) {
        return random.ints(random.nextInt(0, 3), 1, 6).boxed().toList();
    }
}
