package dev.braid.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OptionReaderTest {
    enum Scope {
        @Doc("this batch")
        BATCH,
        @Doc("all logits")
        SUM_LOGITS
    }

    record Inner(
            @Doc("learning rate") double rate,
            @Doc("steps before the first update") long warmup) {
        static final Inner DEFAULTS = new Inner(1e-3, 0);

        Inner {
            if (rate <= 0) {
                throw new IllegalArgumentException("rate must be above 0, got " + rate);
            }
        }
    }

    record Outer(
            @Doc("number of experts") int experts,
            @Doc("hidden layer sizes") List<Integer> hidden,
            @Doc("correlation scopes") List<Scope> scopes,
            @Doc("names") List<String> names,
            @Doc("weights") List<Double> weights,
            @Doc("one scope") Scope scope,
            @Doc("whether rows are shuffled") boolean shuffle,
            @Doc("a title") String title,
            @Doc("clip gradients at this norm") Optional<Double> clip,
            @Doc("a limit") @Nullable Integer limit,
            @Doc("the optimiser") Inner optimiser) {
        static final Outer DEFAULTS = new Outer(
                8,
                List.of(64, 32),
                List.of(),
                List.of(),
                List.of(1.0),
                Scope.BATCH,
                true,
                "t",
                Optional.empty(),
                null,
                Inner.DEFAULTS);

        Outer {
            if (experts < 1) {
                throw new IllegalArgumentException("experts must be at least 1, got " + experts);
            }
        }
    }

    @TempDir
    Path folder;

    private Path yaml(String... lines) throws IOException {
        return Files.write(folder.resolve("run.yaml"), Arrays.asList(lines));
    }

    private static List<String> problems(OptionReader reader) {
        reader.section("model", Outer.DEFAULTS);
        return assertThrows(BadInput.class, reader::finish).getMessage().lines().toList();
    }

    private static String problem(String... sets) {
        List<String> lines = problems(OptionReader.of(List.of(sets)));
        assertEquals(1, lines.size(), lines::toString);
        return lines.get(0);
    }

    @Test
    void nothingWrittenGivesTheDefaults() {
        OptionReader reader = OptionReader.of(List.of());
        assertEquals(Outer.DEFAULTS, reader.section("model", Outer.DEFAULTS));
        reader.finish();
    }

    @Test
    void everyKindOfValueIsReadFromYaml() throws IOException {
        Path file = yaml(
                "model:",
                "  experts: 3",
                "  hidden: [256, 128]",
                "  scopes:",
                "    - sum_logits",
                "    - Batch",
                "  names: [a, 'b c', 7]",
                "  weights: [1, 2.5e-3]",
                "  scope: SUM-LOGITS",
                "  shuffle: false",
                "  title: 12",
                "  clip: 5",
                "  limit: 9",
                "  optimiser: {rate: 0.5, warmup: 1e6}");
        OptionReader reader = OptionReader.of(file, List.of());
        Outer read = reader.section("model", Outer.DEFAULTS);
        reader.finish();
        assertEquals(
                new Outer(
                        3,
                        List.of(256, 128),
                        List.of(Scope.SUM_LOGITS, Scope.BATCH),
                        List.of("a", "b c", "7"),
                        List.of(1.0, 0.0025),
                        Scope.SUM_LOGITS,
                        false,
                        "12",
                        Optional.of(5.0),
                        9,
                        new Inner(0.5, 1_000_000)),
                read);
    }

    @Test
    void whatIsWrittenBackIsReadAsTheSame() throws IOException {
        OptionReader reader = OptionReader.of(List.of(
                "model.hidden=64,32,16",
                "model.scope=sum_logits",
                "model.clip=0.5",
                "model.title=true",
                "model.optimiser.rate=1e-4",
                "model.names=[]",
                "model.limit=3"));
        Outer read = reader.section("model", Outer.DEFAULTS);
        reader.finish();
        assertEquals(List.of(64, 32, 16), read.hidden());

        Path asYaml = Files.writeString(folder.resolve("config.yaml"), OptionTree.yaml(reader.effective()));
        Path asJson = Files.writeString(
                folder.resolve("config.json"), reader.effective().toString());
        for (Path file : List.of(asYaml, asJson)) {
            OptionReader again = OptionReader.of(file, List.of());
            assertEquals(read, again.section("model", Outer.DEFAULTS));
            again.finish();
        }
    }

    @Test
    void setWinsOverTheFileAndALaterSetOverAnEarlier() throws IOException {
        OptionReader reader = OptionReader.of(
                yaml("model:", "  experts: 3", "  optimiser:", "    warmup: 7"),
                List.of("model.experts=4", "model.optimiser.rate=2", "model.experts=5"));
        Outer read = reader.section("model", Outer.DEFAULTS);
        reader.finish();
        assertEquals(5, read.experts());
        assertEquals(new Inner(2, 7), read.optimiser());
    }

    @Test
    void nullEmptiesWhatMayBeAbsentAndNothingElse() throws IOException {
        Outer set = new Outer(
                8,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Scope.BATCH,
                true,
                "t",
                Optional.of(1.0),
                3,
                Inner.DEFAULTS);
        OptionReader reader = OptionReader.of(yaml("model:", "  clip: null", "  limit: ~"), List.of());
        Outer read = reader.section("model", set);
        reader.finish();
        assertEquals(Optional.empty(), read.clip());
        assertEquals(null, read.limit());
        assertEquals("--set: model.experts: null is not a whole number, for example 64", problem("model.experts=null"));
    }

    @Test
    void anUnknownKeyIsAnsweredWithTheNearestOne() throws IOException {
        List<String> lines = problems(OptionReader.of(yaml("model:", "  experts: 2", "  hiden: [3]"), List.of()));
        assertEquals(1, lines.size());
        assertTrue(lines.get(0).startsWith(folder.resolve("run.yaml") + ":3: "), lines.get(0));
        assertTrue(lines.get(0).contains("no option 'model.hiden'; did you mean 'model.hidden'?"), lines.get(0));
        assertTrue(problem("modle.experts=2").contains("did you mean 'model'?"));
        assertTrue(problem("experts=2").contains("no option 'experts'; did you mean 'model.experts'?"));
        assertTrue(problem("model.optimiser.RATE=2").contains("did you mean 'model.optimiser.rate'?"));
    }

    @Test
    void aWrongTypeSaysKeyValueAndWhatWasExpected() {
        assertEquals(
                "--set: model.experts: 'many' is not a whole number, for example 64", problem("model.experts=many"));
        assertTrue(problem("model.experts=2.5").contains("'2.5' is not a whole number"));
        assertTrue(problem("model.experts=3000000000").contains("'3000000000' is outside"));
        assertTrue(problem("model.optimiser.rate=NaN").contains("model.optimiser.rate: 'NaN' is not a number"));
        assertTrue(problem("model.optimiser.rate=1e999").contains("is not a number"));
        assertTrue(problem("model.shuffle=yes").contains("'yes' is not true or false"));
        assertTrue(problem("model.scope=bach").contains("did you mean 'batch'? known: batch, sum-logits"));
        assertTrue(problem("model.hidden=64,x").contains("model.hidden: 'x' is not a whole number"));
        assertTrue(problem("model.hidden=[64").contains("not a valid list"));
        assertTrue(problem("model=5").contains("model: '5' stands where a group of options is expected"));
        assertTrue(problem("model.experts.deep=5").contains("a group of keys is not a whole number"));
    }

    @Test
    void aSetWithoutEqualsSaysHowToWriteIt() {
        assertTrue(problem("model.experts").contains("--set model.experts: write key=value"));
        assertTrue(problem("=3").contains("write key=value"));
    }

    @Test
    void aConstructorsRefusalNamesTheOptionAndTheLine() throws IOException {
        List<String> lines =
                problems(OptionReader.of(yaml("model:", "  title: x", "  optimiser:", "    rate: -1"), List.of()));
        assertEquals(List.of(folder.resolve("run.yaml") + ":4: model.optimiser.rate must be above 0, got -1.0"), lines);
    }

    @Test
    void everyProblemIsReportedAtOnce() throws IOException {
        List<String> lines = problems(OptionReader.of(
                yaml("model:", "  experts: 0", "  hiden: [3]", "  optimiser: {rate: 0, warmup: soon}", "trian: {}"),
                List.of("model.shuffle=2", "junk")));
        assertEquals(7, lines.size(), lines::toString);
        for (String part :
                List.of("experts must be", "hiden", "rate must be", "'soon'", "'trian'", "model.shuffle", "junk")) {
            assertTrue(lines.stream().anyMatch(line -> line.contains(part)), () -> part + " in " + lines);
        }
    }

    @Test
    void noMoreThanTwentyProblemsAreListed() {
        String[] sets = new String[30];
        for (int i = 0; i < sets.length; i++) {
            sets[i] = "model.none" + i + "=1";
        }
        List<String> lines = problems(OptionReader.of(List.of(sets)));
        assertEquals(21, lines.size());
        assertEquals("... and 10 problems more", lines.get(20));
    }

    @Test
    void brokenYamlNamesLineAndColumn() throws IOException {
        Path broken = yaml("model:", "  hidden: [1, 2", "train: 3");
        String message = assertThrows(BadInput.class, () -> OptionReader.of(broken, List.of()))
                .getMessage();
        assertTrue(message.startsWith(broken + ":"), message);
        assertTrue(message.contains("not valid YAML"), message);
        assertEquals(1, message.lines().count(), message);
    }

    @Test
    void aKeyWrittenTwiceIsRefused() throws IOException {
        Path twice = yaml("model:", "  experts: 1", "  experts: 2");
        String message = assertThrows(BadInput.class, () -> OptionReader.of(twice, List.of()))
                .getMessage();
        assertEquals(twice + ":3: the key 'experts' is written twice; keep one", message);
    }

    @Test
    void aMissingFileIsNamed() {
        Path none = folder.resolve("none.yaml");
        String message = assertThrows(BadInput.class, () -> OptionReader.of(none, List.of()))
                .getMessage();
        assertTrue(message.startsWith(none + ": there is no such file"), message);
    }

    @Test
    void theTableMarksWhatIsNotTheDefault() {
        OptionReader reader = OptionReader.of(List.of("model.experts=9"));
        reader.section("model", Outer.DEFAULTS);
        List<String> lines = reader.table().lines().toList();
        assertTrue(lines.stream().anyMatch(l -> l.matches("\\* model\\.experts +9 +8")), lines::toString);
        assertTrue(
                lines.stream().anyMatch(l -> l.matches("  model\\.optimiser\\.rate +0\\.001 +0\\.001")),
                lines::toString);
    }

    @Test
    void theCatalogueListsEveryOptionWithDefaultAndMeaning() {
        List<Option> options = OptionCatalogue.of(Outer.class);
        assertEquals(new Option("experts", "int", "8", "number of experts", List.of()), options.get(0));
        assertEquals(new Option("hidden", "list of int", "[64, 32]", "hidden layer sizes", List.of()), options.get(1));
        assertEquals(
                new Option(
                        "scope",
                        "choice",
                        "batch",
                        "one scope",
                        List.of(
                                new Option.Choice("batch", "this batch"),
                                new Option.Choice("sum-logits", "all logits"))),
                options.get(5));
        assertEquals(List.of("batch", "sum-logits"), options.get(5).allowed());
        assertEquals(new Option("clip", "double?", "null", "clip gradients at this norm", List.of()), options.get(8));
        assertEquals("optimiser.rate", options.get(10).name());
        assertEquals(12, options.size());
    }
}
