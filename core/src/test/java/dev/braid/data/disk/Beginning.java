package dev.braid.data.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The process that {@link GrowingPlaceTest} kills: begins at a place, says so, and waits. */
final class Beginning {
    private Beginning() {}

    public static void main(String... args) throws IOException, InterruptedException {
        try (GrowingPlace growing = GrowingPlace.beside(Path.of(args[0]), "growing")) {
            Files.writeString(growing.path(), "half");
            System.out.println("begun");
            System.out.flush();
            Thread.currentThread().join();
        }
    }
}
