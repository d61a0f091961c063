package dev.braid.report;

import dev.braid.catalogue.ModelEntry;
import dev.braid.catalogue.Models;
import dev.braid.options.Option;
import dev.braid.options.OptionCatalogue;
import java.util.List;
import java.util.stream.Stream;

/** A page about a model: the equations in words, and every option from the one place where it is declared. */
public final class ModelPage {
    private ModelPage() {}

    /** The page of a model, Markdown. */
    public static String of(ModelEntry<?> model) {
        Markdown page = new Markdown();
        page.heading(1, model.title());
        page.paragraph(model.paper() + ". " + model.kind().sentence());
        page.command("./braid train --data DATASET --model " + model.name() + " --out RUN");
        page.paragraph(Prose.of(model.name()));
        page.heading(2, "Options");
        OptionRows.add(page, options(model));
        page.paragraph("Options of `train`, `embedding`, `optimizer` and `balance` are the same for all models:"
                + " `./braid models " + model.name() + " --all`.");
        return page.toString();
    }

    /** The options that are a model's own: {@code model.*} and {@code objective.*}. */
    public static List<Option> options(ModelEntry<?> model) {
        return Stream.concat(
                        OptionCatalogue.of("model", (Record) model.defaults()).stream(),
                        OptionCatalogue.of("objective", model.objective().defaults()).stream())
                .toList();
    }

    /** The page that lists all models, Markdown. */
    public static String index() {
        Markdown page = new Markdown();
        page.heading(1, "Models").paragraph("Written by").command("./braid models --docs docs/models");
        page.header("model", "kind", "title", "paper");
        for (ModelEntry<?> model : Models.ALL) {
            page.row(
                    "[" + model.name() + "](" + model.name() + ".md)",
                    model.kind().name().toLowerCase(java.util.Locale.ROOT),
                    model.title(),
                    model.paper());
        }
        return page.end().toString();
    }
}
