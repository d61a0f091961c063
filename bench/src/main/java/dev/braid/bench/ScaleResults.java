package dev.braid.bench;

import java.util.List;
import java.util.Optional;

/**
 * All that the page about large data shows.
 *
 * @param simulated one per form
 * @param prepared one per size
 * @param joined Ali-CCP's files, which are joined on the way
 * @param described one per size
 * @param read one per size
 * @param streamed the epoch from files
 * @param streamedBound what held the process of that epoch to its memory; empty: nothing could
 * @param inMemory the same model on rows that are in memory
 * @param tables one per size and optimiser
 */
public record ScaleResults(
        List<ScaleStudy.Simulated> simulated,
        List<ScaleStudy.Prepared> prepared,
        ScaleStudy.Prepared joined,
        List<ScaleStudy.Described> described,
        List<ReadBench.Result> read,
        EpochBench.Result streamed,
        Optional<String> streamedBound,
        EpochBench.Result inMemory,
        List<TableBench.Result> tables) {
    public ScaleResults {
        simulated = List.copyOf(simulated);
        prepared = List.copyOf(prepared);
        described = List.copyOf(described);
        read = List.copyOf(read);
        tables = List.copyOf(tables);
    }
}
