package dev.braid.data.source;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found in the files of a public dataset.
 *
 * @param files per file read
 * @param counts what was counted over the rows of all good lines, beside what is published
 * @param leftOut rows that the recipe leaves out, by the reason
 * @param badLines lines that were set aside, over all files
 * @param badExamples the first of them: file, line, reason
 */
public record SourceReport(
        List<FileCount> files, List<Count> counts, Map<String, Long> leftOut, long badLines, List<String> badExamples) {
    /**
     * One file.
     *
     * @param file its path
     * @param rows its good lines
     * @param bad its bad lines
     */
    public record FileCount(String file, long rows, long bad) {}

    /**
     * One count.
     *
     * @param group the files that it is over: {@code train}, {@code test}, {@code all}
     * @param name what was counted
     * @param counted how many there are
     * @param published how many there should be; null when nothing is published
     * @param about whether the published count is rounded
     */
    public record Count(
            String group,
            String name,
            long counted,
            @Nullable Long published,
            boolean about) {}
}
