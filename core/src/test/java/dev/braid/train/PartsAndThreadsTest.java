package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.braid.catalogue.ModelEntry;
import dev.braid.catalogue.Models;
import dev.braid.catalogue.ObjectiveEntry;
import dev.braid.data.Batch;
import dev.braid.data.BatchStream;
import dev.braid.data.ReadOptions;
import dev.braid.data.Split;
import dev.braid.model.AcceptedSettings;
import dev.braid.model.ModelOptions;
import dev.braid.nn.EmbeddingOptions;
import dev.braid.objective.Objective;
import dev.braid.objective.balance.BalancerSetting;
import dev.braid.objective.balance.Equal;
import dev.braid.objective.balance.EqualOptions;
import dev.braid.optim.OptimizerOptions;
import dev.braid.options.Option;
import dev.braid.options.OptionCatalogue;
import dev.braid.options.OptionReader;
import dev.braid.tensor.DType;
import dev.braid.tensor.Engine;
import dev.braid.tensor.NoLeaks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every model, trained with its own objective: dividing a batch over parts and threads changes nothing but rounding. */
@ExtendWith(NoLeaks.class)
final class PartsAndThreadsTest {
    private static final int B = 11;
    private static final double ROUNDING = 1e-11;

    private final int threadsBefore = Engine.threads();

    @AfterEach
    void restoreThreads() {
        Engine.threads(threadsBefore);
    }

    static Stream<String> everyModel() {
        return Models.ALL.stream().map(ModelEntry::name);
    }

    @ParameterizedTest
    @MethodSource("everyModel")
    void ofEveryModelChangeNothingButRounding(String name) {
        check(name, List.of(), List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "escm2-ips, , propensity.selfNormalised=true",
        "mtl-dr, , imputation.alternate=true",
        "sharedbottom, bottom.batchNorm=true,",
        "mmoe, expert.batchNorm=true,"
    })
    void ofWhatCouplesRowsOrTakesTurnsChangeNothingButRounding(String name, String model, String objective) {
        check(name, model == null ? List.of() : List.of(model), objective == null ? List.of() : List.of(objective));
    }

    private static void check(String name, List<String> model, List<String> objective) {
        SortedMap<String, double[]> whole = train(Models.named(name), model, objective, B, 1);
        for (int threads : new int[] {1, 2}) {
            for (int partRows : new int[] {1, 5, B}) {
                SortedMap<String, double[]> divided = train(Models.named(name), model, objective, partRows, threads);
                assertEquals(whole.keySet(), divided.keySet());
                whole.forEach((weight, values) -> assertArrayEquals(
                        values,
                        divided.get(weight),
                        ROUNDING,
                        weight + ", " + partRows + " rows, " + threads + " threads"));
            }
        }
    }

    private static <O extends Record & ModelOptions> SortedMap<String, double[]> train(
            ModelEntry<O> entry, List<String> model, List<String> objective, int partRows, int threads) {
        List<String> settings = new ArrayList<>(small(entry.defaults()));
        settings.addAll(model);
        Engine.threads(threads);
        try (Network network = Network.create(
                new ModelChoice<>(entry, OptionReader.of(settings).read(entry.defaults())),
                new EmbeddingOptions(4, EmbeddingOptions.NumericFields.PER_FEATURE),
                TinyData.SCHEMA,
                DType.F64,
                17)) {
            SortedMap<String, double[]> before = weights(network);
            try (TrainingStep step = new TrainingStep(
                    network,
                    objective(entry.objective(), objective),
                    Equal.of(EqualOptions.DEFAULTS, new BalancerSetting(TinyData.SCHEMA, 0.1, 1, 29)),
                    new OptimizerOptions(
                            OptimizerOptions.Dense.SGD,
                            OptimizerOptions.Rows.SGD,
                            0.1,
                            0,
                            0.9,
                            0.999,
                            1e-8,
                            1e-3,
                            1e-3,
                            0),
                    Engine.Precision.FP32,
                    partRows,
                    TinyData.of(3, 1, 1, 1).labelCorrelations(),
                    29)) {
                long number = 1;
                for (Batch batch : batches()) {
                    step.run(batch, network.lookup(batch), number++);
                }
            }
            SortedMap<String, double[]> after = weights(network);
            assertFalse(
                    before.keySet().stream().allMatch(name -> Arrays.equals(before.get(name), after.get(name))),
                    "nothing was learned");
            return after;
        }
    }

    private static <J extends Record> Objective objective(ObjectiveEntry<J> entry, List<String> settings) {
        return entry.factory().create(OptionReader.of(settings).read(entry.defaults()), TinyData.SCHEMA);
    }

    /** Small layers without dropout. */
    private static List<String> small(Record defaults) {
        List<String> settings = new ArrayList<>();
        for (Option option : OptionCatalogue.of("", defaults)) {
            String last = option.name().substring(option.name().lastIndexOf('.') + 1);
            if (last.toLowerCase(Locale.ROOT).endsWith("hidden")
                    && !option.defaultText().equals("[]")) {
                settings.add(option.name() + "=[8]");
            } else if (last.toLowerCase(Locale.ROOT).endsWith("dropout")) {
                settings.add(option.name() + (option.type().startsWith("list") ? "=[0]" : "=0"));
            }
        }
        return List.of(AcceptedSettings.of(defaults, settings));
    }

    private static List<Batch> batches() {
        List<Batch> batches = new ArrayList<>();
        try (BatchStream stream = TinyData.of(3, 2 * B, 1, 1).read(Split.TRAIN, ReadOptions.inOrder(B))) {
            for (int i = 0; i < 2; i++) {
                batches.add(Objects.requireNonNull(stream.next()));
            }
        }
        return batches;
    }

    private static SortedMap<String, double[]> weights(Network network) {
        SortedMap<String, double[]> values = new TreeMap<>();
        network.weights().forEach((name, variable) -> values.put(name, variable.toDoubles()));
        return values;
    }
}
