package dev.braid.train;

import dev.braid.nn.EmbeddingTable;
import dev.braid.optim.RowGradient;
import dev.braid.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The tasks' gradients on embedding rows: what is kept of every part of a batch, and what becomes of it. */
final class TaskRows {
    /** What becomes of the tasks' gradients on a table. */
    private enum Fate {
        /** They are added up, part by part. */
        SUMMED,
        /** They are compared and combined as those of shared weights are. */
        COMBINED,
        /** The table belongs to one task, so they get the tasks' own factors. */
        OWNED
    }

    private final List<EmbeddingTable> tables;
    private final List<Fate> fates;
    private final int tasks;

    /**
     * @param balanced whether shared rows are compared and combined
     */
    TaskRows(Network network, boolean balanced) {
        tables = network.tables();
        tasks = network.schema().tasks().size();
        Fate ofShared = balanced ? Fate.COMBINED : Fate.SUMMED;
        fates = tables.stream()
                .map(table -> table.task().isPresent() ? Fate.OWNED : ofShared)
                .toList();
    }

    /**
     * Keeps the gradients of a table's entries in a part; tables come in order.
     *
     * @param arriving every task's gradient of the embeddings
     */
    void keep(BatchPart part, int table, EmbeddingTable.Embedded embedded, List<Tensor> arriving) {
        if (fates.get(table) == Fate.SUMMED) {
            Tensor sum = arriving.stream().reduce(Tensor::add).orElseThrow();
            part.keep(embedded.entryGradient(sum));
        } else {
            arriving.forEach(gradient -> part.keep(embedded.entryGradient(gradient)));
        }
    }

    /** The gradients of every table's touched rows {@code [U, k]}: one for every task, or their sum alone. */
    List<List<Tensor>> gradients(List<BatchPart> parts, Lookups lookups) {
        List<List<Tensor>> gradients = new ArrayList<>();
        int slot = 0;
        for (int table = 0; table < tables.size(); table++) {
            List<Tensor> ofTable = new ArrayList<>();
            int kept = fates.get(table) == Fate.SUMMED ? 1 : tasks;
            for (int i = 0; i < kept; i++) {
                int at = slot++;
                ofTable.add(EmbeddingTable.rowGradient(
                        lookups.of(table),
                        parts.stream().map(part -> part.kept(at)).toList()));
            }
            gradients.add(ofTable);
        }
        return gradients;
    }

    /** Of all {@link #gradients}, those that are compared. */
    List<List<Tensor>> compared(List<List<Tensor>> gradients) {
        return IntStream.range(0, tables.size())
                .filter(table -> fates.get(table) == Fate.COMBINED)
                .mapToObj(gradients::get)
                .toList();
    }

    /**
     * One gradient per table.
     *
     * @param first position of the first compared table among the shared tensors
     */
    List<RowGradient> combined(List<List<Tensor>> gradients, Lookups lookups, TaskFactors factors, int first) {
        List<RowGradient> rows = new ArrayList<>();
        int shared = first;
        for (int table = 0; table < tables.size(); table++) {
            List<Tensor> ofTable = gradients.get(table);
            Tensor gradient =
                    switch (fates.get(table)) {
                        case SUMMED -> ofTable.get(0);
                        case COMBINED -> mixture(ofTable, factors.shared(shared++));
                        case OWNED -> mixture(ofTable, factors.own());
                    };
            rows.add(new RowGradient(tables.get(table), lookups.of(table), gradient));
        }
        return rows;
    }

    private static Tensor mixture(List<Tensor> gradients, double[] factors) {
        Tensor sum = gradients.get(0).mul(factors[0]);
        for (int t = 1; t < factors.length; t++) {
            sum = sum.add(gradients.get(t).mul(factors[t]));
        }
        return sum;
    }
}
