package dev.braid.bench;

import java.util.List;
import java.util.Optional;

/**
 * All that the page about large data shows.
 *
 * @param prepared one per size
 * @param read one per size
 * @param streamed the epoch from files
 * @param streamedBound what held the process of that epoch to its memory; empty: nothing could
 * @param inMemory the same model on rows that are in memory
 * @param tables one per size and optimiser
 */
public record ScaleResults(
        List<ScaleStudy.Prepared> prepared,
        List<ReadBench.Result> read,
        EpochBench.Result streamed,
        Optional<String> streamedBound,
        EpochBench.Result inMemory,
        List<TableBench.Result> tables) {
    public ScaleResults {
        prepared = List.copyOf(prepared);
        read = List.copyOf(read);
        tables = List.copyOf(tables);
    }
}
