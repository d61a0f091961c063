package dev.braid.data.simulate.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadInput;
import dev.braid.fault.BraidBug;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How blocks become files, whatever is in them. */
final class BlocksTest {
    private static final int THREADS = 3;
    private static final long ROWS = 40L * Block.ROWS + 7;

    @TempDir
    Path home;

    /** One file of row numbers, without labels. */
    private record Numbers(BlockMaker maker) implements World {
        @Override
        public Truth truth() {
            return new Truth(List.of(new Truth.Wanted("click", 0.5, 1, 1, false)), new double[][] {{-1, 0, 1}});
        }

        @Override
        public List<Scored> scored() {
            return List.of();
        }

        @Override
        public List<Part> parts() {
            return List.of(new Part("all", ROWS, List.of(RawFile.of("numbers.txt")), false, maker));
        }
    }

    private void write(BlockMaker maker) {
        RawForm<CriteoFormOptions> form =
                new RawForm<>("numbers", "", List.of(), CriteoFormOptions.DEFAULTS, options -> new Numbers(maker));
        form.write(CriteoFormOptions.DEFAULTS, home.resolve("out"), THREADS, rows -> {});
    }

    @Test
    void fewBlocksServeAnyNumberOfRowsAndAreWrittenInOrder() throws IOException {
        Set<Block> used = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
        write((random, first, rows, into) -> {
            used.add(into);
            for (int r = 0; r < rows; r++) {
                into.text(0).add(first + r).add('\n');
            }
        });
        assertTrue(used.size() <= THREADS + 2, () -> used.size() + " blocks");
        assertEquals(
                LongStream.range(0, ROWS).boxed().toList(),
                Files.readAllLines(home.resolve("out/numbers.txt")).stream()
                        .map(Long::valueOf)
                        .toList());
    }

    @Test
    void nothingIsLeftOfWhatFails() throws IOException {
        assertThrows(
                BraidBug.class,
                () -> write((random, first, rows, into) -> {
                    if (first > ROWS / 2) {
                        throw new IllegalStateException("planted");
                    }
                }));
        try (Stream<Path> left = Files.list(home)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void aFolderThatIsThereIsNotTouched() throws IOException {
        Files.createDirectory(home.resolve("out"));
        BadInput refused = assertThrows(BadInput.class, () -> write((random, first, rows, into) -> {}));
        assertTrue(refused.getMessage().contains("exists already"), refused::getMessage);
    }
}
