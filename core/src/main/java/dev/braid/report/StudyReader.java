package dev.braid.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.braid.data.Split;
import dev.braid.experiment.ComparedRun;
import dev.braid.experiment.ComparisonResult;
import dev.braid.experiment.Variant;
import dev.braid.fault.BadFormat;
import dev.braid.fault.BadInput;
import dev.braid.fault.FileFault;
import dev.braid.metric.SplitEvaluation;
import dev.braid.train.FinishedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out what folders hold: runs, or a comparison. */
public final class StudyReader {
    /** The file that makes a folder a comparison. */
    public static final String COMPARISON = "comparison.json";

    private StudyReader() {}

    /** Whether a folder holds a comparison. */
    public static boolean isComparison(Path folder) {
        return Files.isRegularFile(folder.resolve(COMPARISON));
    }

    /**
     * Reads runs of one dataset, or one comparison.
     *
     * @param folders at least one
     * @throws BadInput when one is neither, or a run has not ended, or they do not belong together
     */
    public static Study read(List<Path> folders) {
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new BadInput(folder + ": no such folder; name one that 'braid train' or 'braid compare' wrote");
            }
            if (!isComparison(folder) && !FinishedRun.isRun(folder)) {
                throw new BadInput(
                        folder
                                + ": neither a run nor a comparison; name a folder that 'braid train' or 'braid compare' wrote");
            }
            if (isComparison(folder) && folders.size() > 1) {
                throw new BadInput(folder + ": is a comparison; report it alone, or name runs only");
            }
        }
        return isComparison(folders.get(0))
                ? ofComparison(folders.get(0), comparison(folders.get(0)))
                : ofRuns(folders.stream().map(FinishedRun::read).toList());
    }

    /**
     * A comparison's numbers.
     *
     * @throws BadFormat when the file is damaged or something else
     */
    public static ComparisonResult comparison(Path folder) {
        Path file = folder.resolve(COMPARISON);
        try {
            ComparisonResult comparison = new ObjectMapper().readValue(file.toFile(), ComparisonResult.class);
            if (comparison.runs().stream().noneMatch(ComparedRun::ended)
                    || comparison.variants().isEmpty()) {
                throw new BadFormat(file, "holds no run; compare again");
            }
            return comparison;
        } catch (JsonProcessingException e) {
            throw new BadFormat(file, "damaged: not the content of a comparison; compare again", e);
        } catch (IOException e) {
            throw new BadFormat(file, "cannot be read: " + FileFault.reason(e), e);
        }
    }

    private static Study ofComparison(Path folder, ComparisonResult comparison) {
        String first = comparison.runs().get(0).variant();
        List<Long> expected = seeds(comparison.runs().stream()
                .filter(run -> run.variant().equals(first))
                .toList());
        List<Subject> subjects = new ArrayList<>();
        for (Variant variant : comparison.variants()) {
            List<ComparedRun> trainings = comparison.runs().stream()
                    .filter(run -> run.variant().equals(variant.label()))
                    .toList();
            if (!seeds(trainings).equals(expected) || !haveTasks(trainings, comparison.tasks())) {
                throw new BadFormat(
                        folder.resolve(COMPARISON),
                        "damaged: the runs of " + variant.label()
                                + " have other seeds or tasks than the first model's");
            }
            subjects.add(new Subject(variant.label(), trainings, shown(folder, trainings)));
        }
        return new Study(
                comparison.dataset(),
                comparison.split(),
                comparison.rows(),
                subjects,
                comparison.rowTests(),
                Optional.ofNullable(comparison.sweep()),
                Map.of());
    }

    /** The first training that ended, where its folder is there. */
    private static Optional<FinishedRun> shown(Path folder, List<ComparedRun> trainings) {
        return trainings.stream()
                .filter(ComparedRun::ended)
                .findFirst()
                .map(run -> folder.resolve("runs").resolve(run.variant() + "-" + run.seed()))
                .filter(FinishedRun::isRun)
                .map(FinishedRun::read);
    }

    private static List<Long> seeds(List<ComparedRun> runs) {
        return runs.stream().map(ComparedRun::seed).toList();
    }

    private static boolean haveTasks(List<ComparedRun> runs, List<String> tasks) {
        return runs.stream()
                .filter(ComparedRun::ended)
                .allMatch(run -> List.copyOf(run.tasks().keySet()).equals(tasks)
                        && run.tasks().values().stream().allMatch(java.util.Objects::nonNull));
    }

    private static Study ofRuns(List<FinishedRun> runs) {
        FinishedRun first = runs.get(0);
        for (FinishedRun run : runs) {
            if (!run.datasetHash().equals(first.datasetHash())) {
                throw new BadInput(run.place() + ": was trained on another dataset (" + run.dataset() + ") than "
                        + first.place() + " (" + first.dataset() + "); report runs of one dataset together");
            }
        }
        List<String> labels = labels(runs);
        List<Subject> subjects = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            FinishedRun run = runs.get(i);
            subjects.add(new Subject(labels.get(i), List.of(training(labels.get(i), run)), Optional.of(run)));
        }
        SplitEvaluation evaluated = evaluated(first);
        return new Study(first.dataset(), evaluated.split(), evaluated.rows(), subjects);
    }

    private static ComparedRun training(String label, FinishedRun run) {
        return new ComparedRun(
                label,
                run.model(),
                run.seed(),
                run.result().parameters(),
                run.result().epochs(),
                run.result().rowsPerSecond(),
                run.result().seconds(),
                evaluated(run).tasks());
    }

    /** The test split, or the validation split where there is no test split. */
    private static SplitEvaluation evaluated(FinishedRun run) {
        Map<String, SplitEvaluation> splits = run.result().splits();
        SplitEvaluation test = splits.get(Split.TEST.label());
        return test != null ? test : splits.get(Split.VALIDATION.label());
    }

    /** The shortest names that tell the runs apart: models, else as much of the end of their paths as it takes. */
    private static List<String> labels(List<FinishedRun> runs) {
        List<String> models = runs.stream().map(FinishedRun::model).toList();
        List<Path> places = runs.stream()
                .map(run -> run.place().toAbsolutePath().normalize())
                .toList();
        int longest = places.stream().mapToInt(Path::getNameCount).max().orElse(0);
        List<String> labels = models;
        for (int names = 1; names <= longest && new HashSet<>(labels).size() < runs.size(); names++) {
            int kept = names;
            labels = places.stream().map(place -> end(place, kept)).toList();
        }
        if (new HashSet<>(labels).size() == runs.size()) {
            return labels;
        }
        throw new BadInput("a run is named twice; name each run once");
    }

    private static String end(Path place, int names) {
        int all = place.getNameCount();
        return all == 0
                ? place.toString()
                : place.subpath(Math.max(0, all - names), all).toString();
    }
}
