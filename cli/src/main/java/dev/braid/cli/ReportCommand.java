package dev.braid.cli;

import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import dev.braid.report.Report;
import dev.braid.report.Study;
import dev.braid.report.StudyReader;
import dev.braid.report.page.Chromium;
import dev.braid.report.page.Pictures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code braid report}. */
@Command(
        name = "report",
        description = "Writes runs of one dataset, or a comparison, as one HTML page with tables and figures.",
        footer = {"", "The page needs no network: it can be sent, archived, and opened from disk."})
final class ReportCommand implements Runnable {
    private static final String PAGE = "<!doctype html>";

    @Mixin
    private Output output;

    @Parameters(
            arity = "1..*",
            paramLabel = "RUN|COMPARISON",
            description = "folders that train wrote, or one that compare wrote")
    private List<Path> folders;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "the page to write, such as report.html")
    private Path out;

    @Option(
            names = "--data",
            paramLabel = "DATASET",
            description = "where the dataset is now; by default where it was in training")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--png",
            paramLabel = "DIR",
            description = "also write every figure as a picture there; needs Chromium")
    private Optional<Path> png = Optional.empty();

    /** The JSON of this command. */
    record Written(String report, int figures, List<String> pictures) {}

    @Override
    public void run() {
        output.check();
        output.requireApart("--out", out);
        if (Files.isDirectory(out)) {
            throw new BadInput("--out " + out + ": that is a folder; name a file in it, such as report.html");
        }
        requirePage(out);
        Optional<Chromium> browser = png.map(folder -> chromium());
        Study study = StudyReader.read(folders);
        Report report = Report.of(study, data, new ReportCommands(folders, out, data).lines());
        TextFile.write(out, report.html());
        List<String> pictures = new ArrayList<>();
        browser.ifPresent(found -> Pictures.write(found, out, report.figures(), png.orElseThrow())
                .forEach(file -> pictures.add(file.toString())));
        output.out().println("written to " + out + ": " + report.figures() + " figures");
        png.ifPresent(folder -> output.out().println(pictures.size() + " pictures are in " + folder));
        output.result(new Written(out.toString(), report.figures(), pictures));
    }

    /** A report takes the place of a page, and of nothing else: a slip of the hand must not cost weights. */
    private static void requirePage(Path out) {
        if (!Files.exists(out)) {
            return;
        }
        byte[] start = new byte[PAGE.length()];
        try (InputStream in = Files.newInputStream(out)) {
            int read = in.readNBytes(start, 0, start.length);
            if (read > 0 && !new String(start, StandardCharsets.US_ASCII).equalsIgnoreCase(PAGE)) {
                throw new BadInput("--out " + out + ": is there, and is no HTML page; name another file");
            }
        } catch (IOException e) {
            throw FileFault.cannotWrite(out, e);
        }
    }

    /** The browser that draws pictures. */
    static Chromium chromium() {
        return Chromium.find()
                .orElseThrow(
                        () -> new BadInput("--png: needs Chromium, which draws the figures, and found none; install"
                                + " it, or name it in the environment variable " + Chromium.VARIABLE));
    }
}
