package dev.braid.data.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.data.disk.OwnedFolder;
import dev.braid.data.duck.Duck;
import dev.braid.fault.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Any bytes in place of a file: it is read, with bad lines in bounds, or refused as the user's, and never anything else. */
final class LineFuzzTest {
    private static final int TOLERATED = 3;
    private static final byte[] TELLING =
            ",\t\"\n\r\u0002\u0003 -.019eE\u00ef\u00bb\u00bf".getBytes(StandardCharsets.ISO_8859_1);

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void aMutatedFileIsReadOrRefused(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RawForm form = form(random);
        byte[] bytes = String.join("\n", form.lines()).concat("\n").getBytes(StandardCharsets.UTF_8);
        int changes = 1 + random.nextInt(4);
        for (int c = 0; c < changes; c++) {
            bytes = mutated(bytes, random);
        }
        requireReadOrRefused(form, bytes);
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void randomBytesAreRefusedOrSetAside(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = new byte[random.nextInt(400)];
        boolean telling = random.nextBoolean();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = telling ? TELLING[random.nextInt(TELLING.length)] : (byte) random.nextInt(256);
        }
        requireReadOrRefused(form(random), bytes);
    }

    private static RawForm form(SplittableRandom random) {
        var forms = SoundFiles.all();
        return forms.get(random.nextInt(forms.size()));
    }

    /** One of: a byte changed, a stretch deleted, a stretch doubled, the end cut off. */
    private static byte[] mutated(byte[] bytes, SplittableRandom random) {
        if (bytes.length == 0) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, at + 1 + random.nextInt(60));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String changed =
                switch (random.nextInt(6)) {
                    case 0 -> text.substring(0, at) + text.substring(to);
                    case 1 -> text.substring(0, to) + text.substring(at);
                    case 2 -> text.substring(0, bytes.length - (to - at));
                    case 3 -> text.substring(0, at) + (char) random.nextInt(256) + text.substring(at + 1);
                    default ->
                        text.substring(0, at)
                                + (char) (TELLING[random.nextInt(TELLING.length)] & 0xff)
                                + text.substring(at + 1);
                };
        return changed.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void requireReadOrRefused(RawForm form, byte[] bytes) {
        try (OwnedFolder folder = OwnedFolder.make(Path.of(System.getProperty("java.io.tmpdir")), "braid-fuzz-")) {
            Path raw = Files.createDirectory(folder.path().resolve("raw"));
            Path place = Files.createDirectory(folder.path().resolve("place"));
            for (var other : form.others().entrySet()) {
                Files.writeString(raw.resolve(other.getKey()), other.getValue());
            }
            Files.write(raw.resolve(form.file()), bytes);
            requireReadOrRefused(form, raw, place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireReadOrRefused(RawForm form, Path raw, Path place) throws IOException {
        try (Duck duck = Duck.inMemory(1)) {
            assertTrue(form.read(duck, raw, place.resolve("out"), TOLERATED) <= TOLERATED);
        } catch (BadInput refused) {
            assertFalse(refused.getMessage().isBlank());
            try (Stream<Path> left = Files.list(place)) {
                assertEquals(0, left.count(), "nothing half-written stays");
            }
        }
    }
}
