package dev.braid.cli;

import dev.braid.experiment.ComparisonResult;
import dev.braid.report.ComparisonPage;
import dev.braid.report.ComparisonSummary;
import dev.braid.report.StudyReader;
import java.nio.file.Path;

/** A comparison in the forms that people and programs read. */
final class ComparisonFiles {
    private ComparisonFiles() {}

    static void write(Path folder, ComparisonResult result) {
        TextFile.write(folder.resolve(StudyReader.COMPARISON), Json.text(result));
        TextFile.write(folder.resolve("comparison.csv"), ComparisonPage.csv(result));
        TextFile.write(folder.resolve("summary.csv"), ComparisonSummary.csv(result));
        TextFile.write(folder.resolve("significance.csv"), ComparisonPage.significanceCsv(result));
        TextFile.write(folder.resolve("comparison.md"), ComparisonPage.markdown(result));
    }
}
