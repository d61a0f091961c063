package dev.braid.cli;

import dev.braid.catalogue.BalancerEntry;
import dev.braid.catalogue.Balancers;
import dev.braid.report.BalancerPage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code braid balancers}. */
@Command(
        name = "balancers",
        description = "Lists the ways to balance tasks, or all options of one with defaults and meaning.")
final class BalancersCommand implements Runnable {
    @Mixin
    private Output output;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "the balancer to explain")
    private Optional<String> name = Optional.empty();

    @Option(names = "--docs", paramLabel = "DIR", description = "write a page per balancer, Markdown, into DIR instead")
    private Optional<Path> docs = Optional.empty();

    /** The JSON of this command. */
    record Listing(List<Entry> balancers) {}

    /** One balancer in {@link Listing}. */
    record Entry(String name, String title, String paper, List<OptionLine> options) {}

    @Override
    public void run() {
        output.check();
        List<BalancerEntry<?>> chosen =
                name.map(n -> List.<BalancerEntry<?>>of(Balancers.named(n))).orElse(Balancers.ALL);
        List<Entry> shown = chosen.stream().map(BalancersCommand::entry).toList();
        if (docs.isPresent()) {
            write(docs.get(), chosen);
        } else if (name.isPresent()) {
            explain(shown.get(0));
        } else {
            Table table = new Table("balancer", "", "paper").left();
            shown.forEach(e -> table.row(e.name(), e.title(), e.paper()));
            table.print(output.out());
            output.out().println();
            output.out()
                    .println("'--set train.balance=NAME' chooses one; 'braid balancers NAME' explains its options.");
        }
        output.result(new Listing(shown));
    }

    private void write(Path folder, List<BalancerEntry<?>> balancers) {
        for (BalancerEntry<?> balancer : balancers) {
            TextFile.write(folder.resolve(balancer.name() + ".md"), BalancerPage.of(balancer));
        }
        if (name.isEmpty()) {
            TextFile.write(folder.resolve("README.md"), BalancerPage.index());
        }
        output.out().println("written to " + folder);
    }

    private void explain(Entry balancer) {
        output.out().println(balancer.title());
        output.out().println(balancer.paper());
        output.out().println();
        if (balancer.options().isEmpty()) {
            output.out().println("It has no options.");
        } else {
            OptionLine.print(balancer.options(), output.out());
        }
    }

    private static Entry entry(BalancerEntry<?> balancer) {
        return new Entry(
                balancer.name(), balancer.title(), balancer.paper(), OptionLine.of(BalancerPage.options(balancer)));
    }
}
