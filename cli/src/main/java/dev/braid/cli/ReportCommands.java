package dev.braid.cli;

import dev.braid.experiment.ComparisonResult;
import dev.braid.report.StudyReader;
import dev.braid.train.FinishedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The commands that make what a report shows, and the report, again.
 *
 * @param folders runs, or a comparison
 * @param out the report
 * @param data where a person said that the dataset is
 */
record ReportCommands(List<Path> folders, Path out, Optional<Path> data) {
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Path folder : folders) {
            String line = StudyReader.isComparison(folder) ? compare(folder) : train(FinishedRun.read(folder));
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        lines.add(report());
        return lines;
    }

    /** The line that writes the report. */
    String report() {
        StringBuilder report = new StringBuilder("./braid report");
        folders.forEach(folder -> report.append(' ').append(quoted(folder)));
        data.ifPresent(place -> report.append(" --data ").append(quoted(place)));
        return report.append(" --out ").append(quoted(out)).toString();
    }

    private static String compare(Path folder) {
        ComparisonResult comparison = StudyReader.comparison(folder);
        return comparison.command();
    }

    private String train(FinishedRun run) {
        return "./braid train --data " + quoted(data.orElse(run.datasetPlace())) + " --model " + run.model()
                + " --config " + quoted(run.config()) + " --out " + quoted(Path.of(run.place() + "-again"));
    }

    private static String quoted(Path path) {
        return Shell.quoted(path.toString());
    }
}
