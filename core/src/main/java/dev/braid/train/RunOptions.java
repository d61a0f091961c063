package dev.braid.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.braid.catalogue.BalancerEntry;
import dev.braid.catalogue.Balancers;
import dev.braid.catalogue.ModelEntry;
import dev.braid.catalogue.Models;
import dev.braid.catalogue.ObjectiveEntry;
import dev.braid.model.ModelOptions;
import dev.braid.nn.EmbeddingOptions;
import dev.braid.optim.OptimizerOptions;
import dev.braid.options.Option;
import dev.braid.options.OptionCatalogue;
import dev.braid.options.OptionReader;
import dev.braid.options.OptionTree;
import dev.braid.options.SettingsTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All options of a run, one section each: {@code model}, {@code objective}, {@code train}, {@code balance}, {@code
 * embedding}, {@code optimizer}.
 *
 * @param model which model, with its options
 * @param objective how its outputs become losses
 * @param train how it is trained
 * @param balance how the losses of the tasks become one step
 * @param embedding how features become embedding vectors
 * @param optimizer which optimisers train it
 */
public record RunOptions(
        ModelChoice<?> model,
        ObjectiveChoice<?> objective,
        TrainOptions train,
        BalancerChoice<?> balance,
        EmbeddingOptions embedding,
        OptimizerOptions optimizer) {

    /** All defaults of a model. */
    public static <O extends Record & ModelOptions> RunOptions defaults(ModelEntry<O> model) {
        return defaults(model, Balancers.named(TrainOptions.DEFAULTS.balance()));
    }

    private static <O extends Record & ModelOptions> RunOptions defaults(
            ModelEntry<O> model, BalancerEntry<?> balancer) {
        return new RunOptions(
                new ModelChoice<>(model, model.defaults()),
                ObjectiveChoice.defaults(model.objective()),
                TrainOptions.DEFAULTS,
                BalancerChoice.defaults(balancer),
                EmbeddingOptions.DEFAULTS,
                OptimizerOptions.DEFAULTS);
    }

    /**
     * Takes what a person wrote over the defaults.
     *
     * @param reader is finished here: sections of other names are refused
     * @throws dev.braid.fault.BadInput naming every problem
     */
    public static <O extends Record & ModelOptions> RunOptions read(OptionReader reader, ModelEntry<O> model) {
        TrainOptions train = reader.section("train", TrainOptions.DEFAULTS);
        RunOptions options = new RunOptions(
                new ModelChoice<>(model, reader.section("model", model.defaults())),
                objective(reader, model.objective()),
                train,
                balancer(reader, Balancers.named(train.balance())),
                reader.section("embedding", EmbeddingOptions.DEFAULTS),
                reader.section("optimizer", OptimizerOptions.DEFAULTS));
        reader.finish();
        return options;
    }

    private static <J extends Record> ObjectiveChoice<J> objective(OptionReader reader, ObjectiveEntry<J> entry) {
        return new ObjectiveChoice<>(entry, reader.section("objective", entry.defaults()));
    }

    private static <B extends Record> BalancerChoice<B> balancer(OptionReader reader, BalancerEntry<B> entry) {
        return new BalancerChoice<>(entry, reader.section("balance", entry.defaults()));
    }

    /**
     * Lays recorded options over the defaults: those of an older Braid lack the options that came after it. What is recorded
     * stays, known or not.
     */
    static ObjectNode completed(String model, ObjectNode recorded) {
        String balancer = recorded.path("train").path("balance").asText(TrainOptions.DEFAULTS.balance());
        return Models.ALL.stream()
                .filter(entry -> entry.name().equals(model))
                .findFirst()
                .flatMap(entry -> Balancers.ALL.stream()
                        .filter(b -> b.name().equals(balancer))
                        .findFirst()
                        .map(b -> laidOver(defaults(entry, b).tree(), recorded)))
                .orElse(recorded);
    }

    private static ObjectNode laidOver(ObjectNode defaults, ObjectNode recorded) {
        recorded.properties().forEach(option -> {
            JsonNode usual = defaults.get(option.getKey());
            defaults.set(
                    option.getKey(),
                    usual instanceof ObjectNode section && option.getValue() instanceof ObjectNode own
                            ? laidOver(section, own)
                            : option.getValue());
        });
        return defaults;
    }

    /** A table for people: one line per option with its value and its default, a star where the two differ. */
    public String table() {
        return SettingsTable.text(
                catalogue(), defaults(model.entry(), balance.entry()).catalogue());
    }

    /** What differs from the defaults, as it would be set: {@code train.epochs=3}. */
    public List<String> changes() {
        List<Option> used = catalogue();
        List<Option> usual = defaults(model.entry(), balance.entry()).catalogue();
        return IntStream.range(0, used.size())
                .filter(i -> !used.get(i).defaultText().equals(usual.get(i).defaultText()))
                .mapToObj(i -> used.get(i).name() + "=" + used.get(i).defaultText())
                .toList();
    }

    /** All options of all sections, with the values in use as their default texts. */
    public List<Option> catalogue() {
        List<Option> options = new ArrayList<>(OptionCatalogue.of("model", (Record) model.options()));
        options.addAll(OptionCatalogue.of("objective", objective.options()));
        options.addAll(OptionCatalogue.of("train", train));
        options.addAll(OptionCatalogue.of("balance", balance.options()));
        options.addAll(OptionCatalogue.of("embedding", embedding));
        options.addAll(OptionCatalogue.of("optimizer", optimizer));
        return options;
    }

    /** Every option with its value, nested by section. */
    public ObjectNode tree() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.set("model", OptionTree.of(model.options()));
        tree.set("objective", OptionTree.of(objective.options()));
        tree.set("train", OptionTree.of(train));
        tree.set("balance", OptionTree.of(balance.options()));
        tree.set("embedding", OptionTree.of(embedding));
        tree.set("optimizer", OptionTree.of(optimizer));
        return tree;
    }
}
