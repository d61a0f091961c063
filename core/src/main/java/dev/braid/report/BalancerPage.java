package dev.braid.report;

import dev.braid.catalogue.BalancerEntry;
import dev.braid.catalogue.Balancers;
import dev.braid.options.Option;
import dev.braid.options.OptionCatalogue;
import java.util.List;

/** A page about a balancer: the equations in words, and every option from the one place where it is declared. */
public final class BalancerPage {
    private BalancerPage() {}

    /** The page of a balancer, Markdown. */
    public static String of(BalancerEntry<?> balancer) {
        Markdown page = new Markdown();
        page.heading(1, balancer.title());
        page.paragraph(balancer.paper() + ".");
        page.command("./braid train --data DATASET --model MODEL --out RUN --set train.balance=" + balancer.name());
        page.paragraph(Prose.of("balance/" + balancer.name()));
        page.heading(2, "Options");
        List<Option> options = options(balancer);
        if (options.isEmpty()) {
            page.paragraph("None.");
        } else {
            OptionRows.add(page, options);
        }
        return page.toString();
    }

    /** The options of a balancer, {@code balance.*}. */
    public static List<Option> options(BalancerEntry<?> balancer) {
        return OptionCatalogue.of("balance", balancer.defaults());
    }

    /** The page that lists all balancers, Markdown. */
    public static String index() {
        Markdown page = new Markdown();
        page.heading(1, "Balancing the tasks")
                .paragraph("Written by")
                .command("./braid balancers --docs docs/balancers");
        page.header("train.balance", "title", "paper");
        for (BalancerEntry<?> balancer : Balancers.ALL) {
            page.row("[" + balancer.name() + "](" + balancer.name() + ".md)", balancer.title(), balancer.paper());
        }
        return page.end().toString();
    }
}
