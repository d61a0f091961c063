package dev.braid.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.nn.EmbeddingRequest;
import dev.braid.nn.EmbeddingTable;
import dev.braid.nn.FtrlOptions;
import dev.braid.nn.RowTraining;
import dev.braid.tensor.DType;
import dev.braid.tensor.Index;
import dev.braid.tensor.NoLeaks;
import dev.braid.tensor.Scope;
import dev.braid.tensor.Tensors;
import dev.braid.tensor.Variable;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
final class FtrlTest {
    private static final FtrlOptions OPTIONS = new FtrlOptions(0.2, 0.5, 0.3);
    private static final int N = 6;

    /** McMahan's algorithm 1 for one weight, as printed, without L2. */
    private static double printed(FtrlOptions options, double... gradients) {
        double z = 0;
        double n = 0;
        for (double g : gradients) {
            double w = weight(options, z, n);
            double sigma = (Math.sqrt(n + g * g) - Math.sqrt(n)) / options.rate();
            z += g - sigma * w;
            n += g * g;
        }
        return weight(options, z, n);
    }

    private static double weight(FtrlOptions options, double z, double n) {
        return Math.abs(z) <= options.l1()
                ? 0
                : -(z - Math.signum(z) * options.l1()) / ((options.beta() + Math.sqrt(n)) / options.rate());
    }

    private static EmbeddingTable table(RowTraining training) {
        return EmbeddingTable.of(EmbeddingRequest.weights("w", List.of(), training), N, 16, DType.F64, 1);
    }

    @Test
    void everyWeightFollowsThePrintedAlgorithmAndUntouchedOnesStay() {
        double[][] gradients = new double[N][8];
        try (EmbeddingTable table = table(RowTraining.AS_OPTIONS_SAY)) {
            Ftrl ftrl = new Ftrl(OPTIONS, table);
            SplittableRandom random = new SplittableRandom(4);
            for (int step = 0; step < 8; step++) {
                int[] rows = step % 2 == 0 ? new int[] {4, 0, 1} : new int[] {2, 4};
                double[] g = random.doubles(rows.length, -1, 1).toArray();
                for (int i = 0; i < rows.length; i++) {
                    gradients[rows[i]][step] = g[i];
                }
                try (Scope scope = Scope.open()) {
                    ftrl.update(table, Index.of(rows), Tensors.of(DType.F64, g, g.length, 1), step + 1L);
                }
            }
            double[] expected = Arrays.stream(gradients)
                    .mapToDouble(g -> printed(OPTIONS, g))
                    .toArray();
            assertArrayEquals(expected, table.rows().toDoubles(), 1e-14);
            assertTrue(Arrays.stream(expected).anyMatch(w -> w != 0));
            ftrl.state().values().forEach(Variable::close);
        }
    }

    @Test
    void aWeightStaysZeroUntilItsGradientsExceedL1() {
        try (EmbeddingTable table = table(RowTraining.AS_OPTIONS_SAY);
                Scope scope = Scope.open()) {
            Ftrl ftrl = new Ftrl(OPTIONS, table);
            for (int step = 1; step <= 3; step++) {
                ftrl.update(table, Index.of(new int[] {2}), Tensors.of(DType.F64, new double[] {0.12}, 1, 1), step);
                assertEquals(step == 3, table.rows().toDoubles()[2] < 0, "after step " + step);
            }
            ftrl.state().values().forEach(Variable::close);
        }
    }

    @Test
    void aTableMayAskForItsOwnL2AndItsOwnOptimiser() {
        OptimizerOptions options = new OptimizerOptions(
                OptimizerOptions.Dense.SGD, OptimizerOptions.Rows.SGD, 0.1, 0.1, 0.9, 0.999, 1e-8, 0, 0.25, 0);
        try (TrainedPair asOptionsSay = new TrainedPair(options);
                TrainedPair own = new TrainedPair(options, RowTraining.withL2(0.5));
                TrainedPair ftrl =
                        new TrainedPair(options, RowTraining.withL2(0).withFtrl(OPTIONS))) {
            double[] start = own.table();
            for (TrainedPair pair : List.of(asOptionsSay, own, ftrl)) {
                pair.step(1, 1, new double[TrainedPair.WIDTH], new int[] {3}, new double[TrainedPair.WIDTH]);
            }
            int at = 3 * TrainedPair.WIDTH;
            assertEquals(start[at] * (1 - 0.1 * 2 * 0.25), asOptionsSay.table()[at], 1e-15);
            assertEquals(start[at] * (1 - 0.1 * 2 * 0.5), own.table()[at], 1e-15);
            assertEquals(List.of(), own.stateNames());
            assertEquals(List.of("ftrl.n/embedding.t.rows", "ftrl.z/embedding.t.rows"), ftrl.stateNames());
        }
    }
}
