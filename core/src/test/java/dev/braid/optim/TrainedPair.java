package dev.braid.optim;

import dev.braid.nn.EmbeddingColumns;
import dev.braid.nn.EmbeddingLayout;
import dev.braid.nn.EmbeddingOptions;
import dev.braid.nn.EmbeddingRequest;
import dev.braid.nn.EmbeddingTable;
import dev.braid.nn.Init;
import dev.braid.nn.Lookup;
import dev.braid.nn.Parameter;
import dev.braid.nn.Parameters;
import dev.braid.nn.RowTraining;
import dev.braid.schema.Feature;
import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import dev.braid.tensor.DType;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensor;
import dev.braid.tensor.Tensors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A weight, a bias and a gate of three numbers each, a table of 7 rows of width 3, and their optimiser, in fp64. */
final class TrainedPair implements AutoCloseable {
    static final int ROWS = 7;
    static final int WIDTH = 3;
    static final int[] ALL_ROWS = {4, 0, 6, 2, 1, 5, 3};

    private final Parameters parameters = Parameters.of(DType.F64, 11);
    private final EmbeddingTable table;
    private final Optimizer optimizer;
    private final EmbeddingLayout layout = new EmbeddingLayout(
            new Schema(
                    List.of(new Feature.Categorical("id", ROWS)), List.of(new Task("y", Optional.empty(), 1, false))),
            EmbeddingOptions.NumericFields.PER_FEATURE);

    TrainedPair(OptimizerOptions options) {
        this(options, RowTraining.AS_OPTIONS_SAY);
    }

    TrainedPair(OptimizerOptions options, RowTraining training) {
        this(options, training, 1);
    }

    /** @param fast multiplies the learning rate of the gate alone */
    TrainedPair(OptimizerOptions options, RowTraining training, double fast) {
        EmbeddingColumns vectors = new EmbeddingColumns.Vectors(EmbeddingRequest.RowInit.UNIT_UNIFORM);
        table = EmbeddingTable.of(new EmbeddingRequest("t", vectors, training), ROWS, WIDTH, DType.F64, 12);
        parameters.weight("weight", Init.uniform(1), WIDTH);
        parameters.bias("bias", WIDTH).fillUniform(-1, 1, 13);
        parameters.atRate(fast).gate("gate", Init.uniform(1), WIDTH);
        optimizer = new Optimizer(options, parameters.trainable(), List.of(table));
    }

    /**
     * One step, its jobs run from the last to the first.
     *
     * @param dense the gradient of each of the three parameters
     * @param ids the touched rows
     * @param rowGradient their gradient, row by row
     */
    void step(long step, int pieces, double[] dense, int[] ids, double[] rowGradient) {
        try (Scope scope = Scope.open()) {
            List<Tensor> gradients = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                gradients.add(Tensors.of(DType.F64, dense, WIDTH));
            }
            Lookup lookup = layout.lookup(ids.length, new int[][] {ids}, new float[1][], new int[1][], new int[1][]);
            Tensor rows = Tensors.of(DType.F64, rowGradient, ids.length, WIDTH);
            List<Runnable> jobs = new ArrayList<>(
                    optimizer.step(gradients, List.of(new RowGradient(table, lookup, rows)), step, pieces));
            Collections.reverse(jobs);
            jobs.forEach(Runnable::run);
        }
    }

    double[] parameter(String name) {
        Parameter found = parameters.byName().get(name);
        return found.variable().toDoubles();
    }

    double[] table() {
        return table.rows().toDoubles();
    }

    double[] state(String name) {
        return optimizer.state().get(name).toDoubles();
    }

    List<String> stateNames() {
        return List.copyOf(optimizer.state().keySet());
    }

    @Override
    public void close() {
        optimizer.close();
        parameters.close();
        table.close();
    }
}
