package dev.braid.report.page;

import java.util.List;
import java.util.function.Consumer;

/**
 * A whole page that opens from disk and asks no network for anything.
 *
 * @param title its name
 * @param lead a line below it
 * @param sections in order
 */
public record Page(String title, String lead, List<Section> sections) {
    public Page {
        sections = List.copyOf(sections);
    }

    /**
     * A part of a page.
     *
     * @param id of the link to it
     * @param title its heading
     * @param content writes what is below the heading
     */
    public record Section(String id, String title, Consumer<Html> content) {}

    /** The page as one HTML file. */
    public String html() {
        Html page = new Html();
        page.open("html", "lang", "en").open("head");
        page.empty("meta", "charset", "utf-8");
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.empty("meta", "name", "color-scheme", "content", "light dark");
        page.empty(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:");
        page.element("title", title);
        page.verbatim("style", Asset.style());
        page.closeLine().open("body");
        header(page);
        page.open("main");
        for (Section section : sections) {
            page.open("section", "id", section.id()).element("h2", section.title());
            section.content().accept(page);
            page.closeLine();
        }
        page.closeLine();
        page.open("footer").text("Written by Braid. Charts: Apache ECharts " + Asset.chartsVersion());
        page.text(", © The Apache Software Foundation, Apache License 2.0.").closeLine();
        page.verbatim("script", Asset.charts());
        page.verbatim("script", Asset.script());
        page.close().close();
        return page.toString();
    }

    private void header(Html page) {
        page.open("header").open("div", "class", "head");
        page.element("h1", title);
        page.element("button", "Dark", "type", "button", "id", "theme", "aria-pressed", "false")
                .close();
        page.element("p", lead, "class", "lead");
        page.open("nav", "aria-label", "Sections").open("ul");
        sections.forEach(s ->
                page.open("li").element("a", s.title(), "href", "#" + s.id()).close());
        page.close().close().closeLine();
    }
}
