package dev.braid;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keeps ARCHITECTURE.md true. */
final class ArchitectureTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.braid");

    /** The table of ARCHITECTURE.md; {@code fault} and {@code options} are open to all but themselves. */
    @ParameterizedTest(name = "{0} uses only: {1}")
    @CsvSource({
        "schema,    ''",
        "tensor,    ''",
        "metric,    ''",
        "data,      schema metric",
        "nn,        schema tensor",
        "model,     schema tensor nn",
        "objective, schema tensor nn model",
        "catalogue, schema tensor nn model objective",
        "optim,     tensor nn",
        "train,     schema tensor nn model objective catalogue optim data metric",
        "experiment, schema tensor nn model objective catalogue optim data metric train",
        "explain, schema tensor nn model objective catalogue optim data metric train",
        "report, schema tensor nn model objective catalogue optim data metric train experiment explain"
    })
    void packagesUseOnlyWhatTheTableAllows(String name, String allowed) {
        String[] packages = Stream.concat(Stream.of(name, "fault", "options"), Stream.of(allowed.split(" ")))
                .filter(p -> !p.isEmpty())
                .map(p -> "dev.braid." + p + "..")
                .toArray(String[]::new);
        check(classes()
                .that()
                .resideInAPackage("dev.braid." + name + "..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(packages).or(not(resideInAPackage("dev.braid.."))))
                .because("nothing to the right of the pipeline is known by anything to its left"));
    }

    @Test
    void faultUsesNothingAndOptionsOnlyFault() {
        check(classes()
                .that()
                .resideInAnyPackage("dev.braid.fault..", "dev.braid.options..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("dev.braid.fault..", "dev.braid.options..")
                        .or(not(resideInAPackage("dev.braid.."))))
                .because("everything else stands on these two"));
        check(noClasses()
                .that()
                .resideInAPackage("dev.braid.fault..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.braid.options..")
                .because("faults are known by everyone and know no one"));
    }

    @Test
    void roomsHaveNoCycles() {
        check(slices().matching("dev.braid.(*)..")
                .should()
                .beFreeOfCycles()
                .because("a room can be read, tested and replaced alone"));
    }

    @Test
    void libtorchStaysInTensor() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("dev.braid.tensor..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.bytedeco..")
                        .because(
                                "models read as mathematics, the engine stays replaceable, and one place owns native lifetimes"));
    }

    @Test
    void noPackageIsADrawer() {
        check(noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..helpers..", "..misc..")
                .because("a package is named for an idea; put code beside its only caller or give the idea its name"));
    }

    @Test
    void coreWritesNothingToTheConsole() {
        check(NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.because(
                "a library speaks through results, listeners and faults"));
    }

    @Test
    void classesAreFinalAbstractOrSealed() {
        check(classes()
                .that(areConcrete())
                .should(beFinalOrSealed())
                .because("a class that was not built to be extended is not extended"));
    }

    @Test
    void noMethodTakesAMapOfAnything() {
        check(methods()
                .should(notTakeMapOfStringToObject())
                .because("options are records, which have names, types, defaults and a line of documentation"));
    }

    @Test
    void modelsAreOnlyMathematics() {
        check(noClasses()
                .that()
                .resideInAnyPackage("dev.braid.model..", "dev.braid.nn..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.io..", "java.nio.file..", "java.util.concurrent..", "java.sql..")
                                .or(DescribedPredicate.describe("are threads", c -> c.isEquivalentTo(Thread.class))))
                .because("a model file reads like its paper, and the same forward pass is recorded for export"));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CORE);
    }

    private static DescribedPredicate<JavaClass> areConcrete() {
        return DescribedPredicate.describe(
                "are concrete",
                c -> !c.isInterface()
                        && !c.isEnum()
                        && !c.isAnonymousClass()
                        && !c.getModifiers().contains(JavaModifier.ABSTRACT)
                        && !c.getSimpleName().equals("package-info")
                        && !isEnumConstant(c));
    }

    private static boolean isEnumConstant(JavaClass c) {
        return c.getRawSuperclass().map(JavaClass::isEnum).orElse(false);
    }

    private static ArchCondition<JavaClass> beFinalOrSealed() {
        return new ArchCondition<>("be final or sealed") {
            @Override
            public void check(JavaClass c, ConditionEvents events) {
                boolean kept = c.getModifiers().contains(JavaModifier.FINAL)
                        || c.reflect().isSealed();
                events.add(new SimpleConditionEvent(
                        c,
                        kept,
                        c.getName() + " is neither final, abstract nor sealed in " + c.getSourceCodeLocation()));
            }
        };
    }

    private static ArchCondition<JavaMethod> notTakeMapOfStringToObject() {
        return new ArchCondition<>("not take a Map<String, Object>") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean takes = method.getParameterTypes().stream().anyMatch(ArchitectureTest::isMapOfStringToObject);
                events.add(new SimpleConditionEvent(
                        method, !takes, method.getFullName() + " takes a map in " + method.getSourceCodeLocation()));
            }
        };
    }

    private static boolean isMapOfStringToObject(JavaType type) {
        return type instanceof JavaParameterizedType generic
                && generic.toErasure().isAssignableTo(Map.class)
                && generic.getActualTypeArguments().stream()
                        .map(JavaType::getName)
                        .toList()
                        .equals(List.of("java.lang.String", "java.lang.Object"));
    }
}
