package dev.braid.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.braid.schema.Feature;
import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The columns that a prediction is written to. */
final class ScoreColumnsTest {
    private static Task task(String name, String... parent) {
        return new Task(name, List.of(parent).stream().findFirst(), 1, false);
    }

    @Test
    void tasksOfAChainAlsoGiveTheProductOfTheirWholeChain() {
        Schema schema = new Schema(
                List.of(new Feature.Numeric("x")),
                List.of(task("click"), task("like"), task("buy", "click"), task("refund", "buy")));
        ScoreColumns columns = new ScoreColumns(schema);
        assertEquals(List.of("click", "like", "buy", "refund", "ctcvr:buy", "ctcvr:refund"), columns.names());
        double[][] p = {{0.5, 0.25}, {0.9, 0.8}, {0.5, 1}, {0.125, 0.5}};
        double[][] expected = {p[0], p[1], p[2], p[3], {0.25, 0.25}, {0.03125, 0.125}};
        assertArrayEquals(expected, columns.values(p));
    }

    @Test
    void parallelTasksGiveNothingElse() {
        Schema schema = new Schema(
                List.of(new Feature.Numeric("x")),
                List.of(new Task("click", Optional.empty(), 1, false), task("like")));
        assertEquals(List.of("click", "like"), new ScoreColumns(schema).names());
    }
}
