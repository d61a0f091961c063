package dev.braid.report.page;

import dev.braid.fault.BraidBug;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What every page carries with it. */
final class Asset {
    private Asset() {}

    /** Braid's style sheet. */
    static String style() {
        return text("report.css");
    }

    /** Braid's script. */
    static String script() {
        return text("report.js");
    }

    /** ECharts, with its licence. */
    static String charts() {
        return text(echarts().getProperty("path"));
    }

    /** The version of ECharts. */
    static String chartsVersion() {
        return echarts().getProperty("version");
    }

    private static Properties echarts() {
        Properties properties = new Properties();
        try (InputStream in = open("echarts.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static String text(String name) {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        InputStream in = Asset.class.getResourceAsStream(name);
        if (in == null) {
            throw new BraidBug("the resource " + name + " is missing from the class path");
        }
        return in;
    }
}
