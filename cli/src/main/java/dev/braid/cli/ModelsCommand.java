package dev.braid.cli;

import dev.braid.catalogue.ModelEntry;
import dev.braid.catalogue.Models;
import dev.braid.report.ModelPage;
import dev.braid.train.RunOptions;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code braid models}. */
@Command(name = "models", description = "Lists the models, or all options of one with defaults and meaning.")
final class ModelsCommand implements Runnable {
    @Mixin
    private Output output;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "the model to explain")
    private Optional<String> name = Optional.empty();

    @Option(names = "--all", description = "show the options that all models share, too: train, optimizer and others")
    private boolean all;

    @Option(names = "--docs", paramLabel = "DIR", description = "write a page per model, Markdown, into DIR instead")
    private Optional<Path> docs = Optional.empty();

    /** The JSON of this command. */
    record Listing(List<Entry> models) {}

    /** One model in {@link Listing}. */
    record Entry(String name, String title, String paper, String kind, List<OptionLine> options) {}

    @Override
    public void run() {
        output.check();
        List<Entry> shown = name.map(n -> List.<ModelEntry<?>>of(Models.named(n))).orElse(Models.ALL).stream()
                .map(this::entry)
                .toList();
        if (docs.isPresent()) {
            write(
                    docs.get(),
                    name.map(n -> List.<ModelEntry<?>>of(Models.named(n))).orElse(Models.ALL));
        } else if (name.isPresent()) {
            explain(shown.get(0));
        } else {
            Table table = new Table("model", "kind", "", "paper").left();
            shown.forEach(e -> table.row(e.name(), e.kind(), e.title(), e.paper()));
            table.print(output.out());
            output.out().println();
            output.out().println("'braid models NAME' explains the options of one.");
        }
        output.result(new Listing(shown));
    }

    private void write(Path folder, List<ModelEntry<?>> models) {
        for (ModelEntry<?> model : models) {
            TextFile.write(folder.resolve(model.name() + ".md"), ModelPage.of(model));
        }
        if (name.isEmpty()) {
            TextFile.write(folder.resolve("README.md"), ModelPage.index());
        }
        output.out().println("written to " + folder);
    }

    private void explain(Entry model) {
        output.out().println(model.title());
        output.out().println(model.paper());
        output.out().println();
        OptionLine.print(model.options(), output.out());
        if (!all) {
            output.out().println();
            output.out()
                    .println("Options of " + String.join(", ", commonSections(Models.named(model.name())))
                            + " are the same for all models: 'braid models " + model.name() + " --all' lists them.");
        }
    }

    /** The sections, besides those of a model's own. */
    private static Set<String> commonSections(ModelEntry<?> model) {
        Set<String> sections = new LinkedHashSet<>();
        RunOptions.defaults(model).catalogue().forEach(o -> sections.add(section(o.name())));
        ModelPage.options(model).forEach(o -> sections.remove(section(o.name())));
        return sections;
    }

    private static String section(String option) {
        return option.substring(0, option.indexOf('.'));
    }

    private Entry entry(ModelEntry<?> model) {
        return new Entry(
                model.name(),
                model.title(),
                model.paper(),
                model.kind().name().toLowerCase(Locale.ROOT),
                OptionLine.of(all ? RunOptions.defaults(model).catalogue() : ModelPage.options(model)));
    }
}
