package dev.braid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.data.PreparedDataset;
import dev.braid.data.Split;
import dev.braid.data.prepare.Prepare;
import dev.braid.data.prepare.PrepareListener;
import dev.braid.data.prepare.PrepareOptions;
import dev.braid.data.spec.DatasetSpec;
import dev.braid.train.Run;
import dev.braid.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example of Braid as a library, between the two marks, compiled and run. */
final class ReadmeExampleTest {
    @TempDir
    Path folder;

    // README begins
    double trainAndScore(Path folder) {
        PreparedDataset data = Prepare.run(
                DatasetSpec.read(folder.resolve("shop.yaml")),
                folder,
                folder.resolve("dataset"),
                PrepareOptions.DEFAULTS,
                PrepareListener.NONE);
        try (Run run = Training.on(data)
                .model("mmoe")
                .set("model.experts=8")
                .set("train.batchSize=256")
                .seed(1)
                .run(folder.resolve("run"))) {
            run.predict(folder.resolve("new.csv"), folder.resolve("scores.csv"), List.of("visitor"));
            return run.evaluate(data, Split.TEST).tasks().get("click").auc();
        }
    }
    // README ends

    @Test
    void theExampleTrainsAndScores() throws IOException {
        Files.writeString(folder.resolve("shop.yaml"), """
                name: shop
                files: {all: log.csv}
                split: {all: {fraction: {train: 0.6, validation: 0.2, test: 0.2}, seed: 1}}
                features: {city: categorical, price: {type: numeric, scale: standardize}}
                tasks:
                  click: {label: click}
                  buy: {label: buy, space: click}
                """);
        StringBuilder log = new StringBuilder("visitor,city,price,click,buy\n");
        for (int i = 0; i < 900; i++) {
            int click = i % 7 < 3 || i % 5 == 0 ? 1 : 0;
            log.append("v%d,city%d,%d,%d,%d%n".formatted(i, i % 7, i % 11, click, click * (i % 2)));
        }
        Files.writeString(folder.resolve("log.csv"), log);
        Files.writeString(folder.resolve("new.csv"), "visitor,city,price\na,city1,3\nb,Atlantis,\n");

        double auc = trainAndScore(folder);

        assertTrue(auc > 0.7, "AUC " + auc);
        List<String> scores = Files.readAllLines(folder.resolve("scores.csv"));
        assertEquals("row,visitor,click,buy", scores.get(0));
        assertEquals(3, scores.size());
        assertTrue(scores.get(1).startsWith("1,a,") && scores.get(2).startsWith("2,b,"), scores::toString);
    }
}
