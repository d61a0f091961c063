package dev.braid.report;

import dev.braid.explain.Explanation;
import dev.braid.report.chart.Figure;
import dev.braid.report.page.Figures;
import dev.braid.report.page.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One model of a report from inside: in plain words, then topic by topic. */
final class InsideBlock {
    private final Explanation explanation;
    private final String prefix;

    /**
     * @param prefix what titles of figures begin with; empty where the page is about one model
     */
    InsideBlock(Explanation explanation, String prefix) {
        this.explanation = explanation;
        this.prefix = prefix;
    }

    private record Topic(String title, List<Figure> figures) {}

    /** As one of several models: folded as a whole. */
    void writeFolded(Html page, Figures figures, String label) {
        List<Topic> topics = topics();
        page.open("details").open("summary").element("strong", label);
        page.text(": "
                        + topics.stream()
                                .map(topic -> topic.title().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")))
                .close();
        findings(page);
        for (Topic topic : topics) {
            page.element("h3", topic.title());
            figures.write(page, topic.figures());
        }
        propensities(page);
        page.closeLine();
    }

    /** As the only model: its topics are folded, but for the first. */
    void write(Html page, Figures figures) {
        findings(page);
        List<Topic> topics = topics();
        for (int i = 0; i < topics.size(); i++) {
            String[] open = i == 0 ? new String[] {"open", ""} : new String[0];
            page.open("details", open).element("summary", topics.get(i).title());
            figures.write(page, topics.get(i).figures());
            page.closeLine();
        }
        propensities(page);
    }

    private void propensities(Html page) {
        TaskCharts tasks = new TaskCharts(explanation);
        if (!tasks.withSpace().isEmpty()) {
            tasks.propensities().write(page);
        }
    }

    private void findings(Html page) {
        page.open("ul", "class", "findings");
        new ExplanationFindings(explanation).all().forEach(finding -> page.open("li")
                .element("strong", finding.about())
                .text(finding.said())
                .close());
        page.closeLine();
    }

    /** Those with a figure. */
    private List<Topic> topics() {
        InsideCharts inside = new InsideCharts(explanation.inside());
        TracedStepCharts training = new TracedStepCharts(explanation);
        List<Topic> topics = new ArrayList<>();
        add(topics, "Gates and experts", List.of(inside.gates(), inside.similarity()));
        add(topics, "Parts and selection gates", List.of(inside.parts(), inside.selections()));
        add(
                topics,
                "Along training",
                explanation.training().isEmpty()
                        ? List.of()
                        : List.of(training.losses(), training.gradients(), training.gates(), training.coefficients()));
        add(topics, "Activations", List.of(new TaskCharts(explanation).activations()));
        return topics;
    }

    private void add(List<Topic> topics, String title, List<List<Figure>> groups) {
        List<Figure> figures = groups.stream()
                .flatMap(List::stream)
                .filter(Figure::isDrawable)
                .map(figure -> figure.titled(prefix + figure.title()))
                .toList();
        if (!figures.isEmpty()) {
            topics.add(new Topic(title, figures));
        }
    }
}
