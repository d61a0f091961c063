package dev.braid.data.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.braid.data.Split;
import dev.braid.data.duck.Duck;
import dev.braid.data.raw.RowView;
import dev.braid.data.raw.Staging;
import dev.braid.data.raw.TaskTransform;
import dev.braid.data.spec.FileFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PartWriterTest {
    private static final String ENUMS = "SELECT count(*) FROM duckdb_types() WHERE type_name LIKE 'braid:user:%'";

    @TempDir
    Path work;

    @Test
    void tasksOfTheSameUsersShareOneListOfThemAndNoneIsLeft() throws IOException {
        List<TaskTransform> tasks = List.of(task("click", "u"), task("buy", "u"), task("rate", "v"));
        Set<Long> during = new HashSet<>();
        try (Duck duck = Duck.inMemory(1)) {
            duck.run(
                    "CREATE VIEW " + RowView.VIEW + " AS SELECT i AS \"braid:row\", " + Split.TRAIN.code()
                            + " AS \"braid:split\", 'u' || i % 3 AS \"user:0\", 'u' || i % 3 AS \"user:1\","
                            + " 'v' || i % 5 AS \"user:2\", 1 AS \"label:0\", 0 AS \"label:1\", 1 AS \"label:2\" FROM range(9) r(i)");
            RowView view = new RowView(duck, new Staging(duck, FileFormat.DEFAULTS), List.of(), tasks);
            PrepareListener counts = new PrepareListener() {
                @Override
                public void progressed(String stage, String what, int done, int total) {
                    during.add(duck.number(ENUMS));
                }
            };
            new PartWriter(duck, view, work, 4, counts).write(List.of(), tasks);
            assertEquals(Set.of(2L), during);
            assertEquals(0, duck.number(ENUMS));
        }
    }

    private static TaskTransform task(String name, String user) {
        return new TaskTransform(name, name, null, 1, null, user);
    }
}
