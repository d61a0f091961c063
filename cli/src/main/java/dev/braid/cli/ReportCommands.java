package dev.braid.cli;

import dev.braid.experiment.ComparisonResult;
import dev.braid.explain.TrainingTrace;
import dev.braid.report.StudyReader;
import dev.braid.train.FinishedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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

    /** The line that writes the report, of what the lines above it make. */
    private String report() {
        StringBuilder report = new StringBuilder("./braid report");
        folders.forEach(
                folder -> report.append(' ').append(quoted(StudyReader.isComparison(folder) ? folder : again(folder))));
        data.ifPresent(place -> report.append(" --data ").append(quoted(place)));
        return report.append(" --out ").append(quoted(out)).toString();
    }

    /** Where a run is trained again. */
    private static Path again(Path run) {
        return Path.of(run.normalize() + "-again");
    }

    private static String compare(Path folder) {
        ComparisonResult comparison = StudyReader.comparison(folder);
        return comparison.command();
    }

    private String train(FinishedRun run) {
        return "./braid train --data " + quoted(data.orElse(run.datasetPlace())) + " --model " + run.model()
                + " --config " + quoted(run.config()) + explained(run.place()) + " --out " + quoted(again(run.place()));
    }

    private static String explained(Path run) {
        OptionalInt every = TrainingTrace.every(run);
        return every.isPresent() ? " --explain-every " + every.getAsInt() : "";
    }

    private static String quoted(Path path) {
        return Shell.quoted(path.toString());
    }
}
