package dev.braid.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.braid.experiment.derived.PublicDataset;
import dev.braid.experiment.derived.PublicDatasets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code braid datasets}. */
@Command(
        name = "datasets",
        description = "Lists the public datasets that 'prepare --source' reads, or explains one with all its options.")
final class DatasetsCommand implements Runnable {
    @Mixin
    private Output output;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "the dataset to explain")
    private Optional<String> name = Optional.empty();

    /** The JSON of this command. */
    record Listing(List<Entry> datasets) {}

    /** One dataset in {@link Listing}. */
    record Entry(
            String name,
            String title,
            String paper,
            String page,
            List<String> files,
            String about,
            List<Line> options) {}

    /** One option in {@link Entry}. */
    record Line(
            String name,
            String type,
            @JsonProperty("default") String usual,
            String doc,
            List<String> allowed) {}

    @Override
    public void run() {
        output.check();
        List<Entry> shown = name.map(n -> List.of(PublicDatasets.named(n))).orElse(PublicDatasets.ALL).stream()
                .map(DatasetsCommand::entry)
                .toList();
        if (name.isPresent()) {
            explain(shown.get(0));
        } else {
            Table table = new Table("dataset", "", "published at").left();
            shown.forEach(e -> table.row(e.name(), e.title(), e.page()));
            table.print(output.out());
            output.out().println();
            output.out()
                    .println("'braid datasets NAME' explains one; 'braid prepare --source NAME --raw DIR' reads it.");
        }
        output.result(new Listing(shown));
    }

    private void explain(Entry dataset) {
        output.out().println(dataset.title());
        output.out().println(dataset.about());
        output.out().println("published at: " + dataset.page());
        output.out().println("paper: " + dataset.paper());
        dataset.files().forEach(file -> output.out().println("files: " + file));
        output.out().println();
        Table table = new Table("option", "type", "default", "meaning").left();
        for (Line option : dataset.options()) {
            String choices = option.allowed().isEmpty() ? "" : " (" + String.join(", ", option.allowed()) + ")";
            table.row(option.name(), option.type(), option.usual(), option.doc() + choices);
        }
        table.print(output.out());
    }

    private static Entry entry(PublicDataset source) {
        return new Entry(
                source.name(),
                source.title(),
                source.paper(),
                source.page(),
                source.files(),
                source.about(),
                source.options().stream()
                        .map(o -> new Line(o.name(), o.type(), o.defaultText(), o.doc(), o.allowed()))
                        .toList());
    }
}
