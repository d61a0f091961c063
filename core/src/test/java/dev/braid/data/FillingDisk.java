package dev.braid.data;

import dev.braid.data.duck.Duck;
import dev.braid.data.prepare.Prepare;
import dev.braid.data.prepare.PrepareListener;
import dev.braid.data.prepare.PrepareOptions;
import dev.braid.data.raw.RawRows;
import dev.braid.data.raw.ScoreWriter;
import dev.braid.data.raw.Transformation;
import dev.braid.data.spec.DatasetSpec;
import dev.braid.fault.BadInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The process of {@link FullDiskTest}: at some moment of its work it forbids itself files larger than some bytes, which
 * every later write then meets as it would a full disk. Prints the message that the work ends with.
 */
final class FillingDisk {
    private FillingDisk() {}

    public static void main(String... args) throws Exception {
        try (Duck duck = Duck.inMemory(1)) {
            duck.run("SELECT 1"); // its library is unpacked while there is room
        }
        Path folder = Path.of(args[1]);
        long bytes = Long.parseLong(args[3]);
        try {
            if (args[0].equals("prepare")) {
                prepare(folder, args[2], bytes);
            } else {
                score(folder, args[2], bytes);
            }
            System.out.println("nothing failed");
        } catch (BadInput e) {
            System.out.println(e.getMessage());
        }
    }

    private static void prepare(Path folder, String moment, long bytes) throws IOException {
        if (moment.equals("start")) {
            fill(bytes);
        }
        PrepareListener filling = new PrepareListener() {
            @Override
            public void progressed(String stage, String what, int done, int total) {
                if (stage.equals(moment)) {
                    fill(bytes);
                }
            }
        };
        Prepare.run(
                DatasetSpec.parse(Shop.SPEC, "shop.yaml"),
                folder,
                folder.resolve("dataset"),
                new PrepareOptions("64MB", 2, 1 << 18, false),
                filling);
    }

    private static void score(Path folder, String file, long bytes) {
        Transformation transformation = Transformation.open(folder.resolve("run"));
        try (RawRows rows = RawRows.open(transformation, folder.resolve("log.csv"), 64, false, List.of("user"));
                ScoreWriter writer = ScoreWriter.open(folder.resolve(file), rows, List.of("click", "buy"))) {
            for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
                writer.append(new double[2][batch.rows()], batch.rows());
            }
            fill(bytes);
            writer.finish();
        }
    }

    private static void fill(long bytes) {
        try {
            String pid = Long.toString(ProcessHandle.current().pid());
            int code = new ProcessBuilder("prlimit", "--pid", pid, "--fsize=" + bytes)
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("prlimit failed with " + code);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
