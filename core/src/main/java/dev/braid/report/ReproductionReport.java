package dev.braid.report;

import dev.braid.experiment.reproduce.Reproduced;
import dev.braid.experiment.reproduce.ReproducedDataset;
import dev.braid.experiment.reproduce.ReproducedRow;
import dev.braid.report.chart.Chart;
import dev.braid.report.page.Figures;
import dev.braid.report.page.Html;
import dev.braid.report.page.Page;
import dev.braid.report.page.Page.Section;
import dev.braid.report.page.SortableTable;
import dev.braid.report.page.SortableTable.Cell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A reproduced result as one HTML page. */
public final class ReproductionReport {
    private final Reproduced result;
    private final Path folder;
    private final Figures figures = new Figures();

    private ReproductionReport(Reproduced result, Path folder) {
        this.result = result;
        this.folder = folder;
    }

    /**
     * Writes the page.
     *
     * @param folder of the reproduction, whose runs have the curves of figures
     */
    public static Report of(Reproduced result, Path folder) {
        return new ReproductionReport(result, folder).write();
    }

    private Report write() {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("summary", "Summary", this::summary));
        List<Chart> extra = PaperFigures.of(result, folder);
        if (!extra.isEmpty()) {
            sections.add(new Section("figures", "Figures", page -> figures.write(page, extra)));
        }
        for (ReproducedDataset dataset : result.datasets()) {
            sections.add(new Section(
                    dataset.name(), ReproductionPage.heading(result, dataset), page -> dataset(page, dataset)));
        }
        sections.add(new Section("notes", "What is not reproducible", page -> listed(page, result.notes())));
        sections.add(new Section("again", "Make it again", this::again));
        String lead = result.paper() + ". Data: " + result.data() + ". Preset: " + result.preset() + ".";
        String html = new Page(ReproductionPage.title(result), lead, sections).html();
        return new Report(html, figures.count());
    }

    private void summary(Html page) {
        page.open("p").element("strong", result.provenance()).closeLine();
        page.paragraph(result.about());
        page.paragraph(ReproductionPage.explained(result));
        List<String> findings = new ArrayList<>();
        result.datasets().forEach(dataset -> findings.addAll(new ReproductionFindings(result).of(dataset)));
        listed(page, findings);
    }

    private void dataset(Html page, ReproducedDataset dataset) {
        page.paragraph(plain(ReproductionPage.sizes(dataset)));
        ReproductionTable cells = new ReproductionTable(result, dataset);
        SortableTable table = new SortableTable(
                ReproductionPage.heading(result, dataset) + ": the paper's numbers, and Braid's", cells.header());
        cells.rows().forEach(table::row);
        table.write(page);
        for (String note : ReproductionPage.notes(result, dataset)) {
            page.element("p", note, "class", "note").text("\n");
        }
        DifferenceTable.of(result, dataset).forEach(differences -> differences.write(page));
        figures.write(page, new ReproductionCharts(result, dataset).charts());
        page.paragraph("Learning curves, calibration and all metrics of these models: ./braid report " + dataset.name()
                + " --out report.html, in the folder of this page.");
    }

    private void again(Html page) {
        if (!result.command().isEmpty()) {
            page.command(result.command());
        }
        page.paragraph(plain(ReproductionPage.settings(result)));
        SortableTable table = new SortableTable("Variants", List.of("model", "in the paper", "is", "with"));
        for (ReproducedRow row : result.datasets().get(0).rows()) {
            table.row(List.of(
                    Cell.words(row.variant()),
                    Cell.words(row.row()),
                    Cell.words(row.model()),
                    Cell.words(row.settings().isEmpty() ? "its defaults" : String.join(", ", row.settings()))));
        }
        table.write(page);
    }

    private static void listed(Html page, List<String> sentences) {
        page.open("ul", "class", "findings");
        sentences.forEach(sentence -> page.open("li").text(sentence).close());
        page.closeLine();
    }

    /** Markdown's marks of code mean nothing here. */
    private static String plain(String markdown) {
        return markdown.replace("`", "");
    }
}
