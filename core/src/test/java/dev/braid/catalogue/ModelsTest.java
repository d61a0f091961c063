package dev.braid.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.fault.BadInput;
import dev.braid.model.AitmOptions;
import dev.braid.model.Backbone;
import dev.braid.model.CrossStitchOptions;
import dev.braid.model.CrossStructure;
import dev.braid.model.DcnOptions;
import dev.braid.model.DcnV2Options;
import dev.braid.model.DnnOptions;
import dev.braid.model.EntireSpaceModelOptions;
import dev.braid.model.FintOptions;
import dev.braid.model.IgieOptions;
import dev.braid.model.MmoeOptions;
import dev.braid.model.NfmOptions;
import dev.braid.model.PleOptions;
import dev.braid.model.SharedBottomOptions;
import dev.braid.model.SluiceOptions;
import dev.braid.model.SnrOptions;
import dev.braid.model.SoftSharingOptions;
import dev.braid.model.WideDeepOptions;
import dev.braid.model.XDeepFmOptions;
import dev.braid.nn.Activation;
import dev.braid.nn.BiInteraction;
import dev.braid.nn.CinOptions;
import dev.braid.nn.GateOptions;
import dev.braid.nn.HardConcreteOptions;
import dev.braid.nn.MlpOptions;
import dev.braid.objective.BehaviouralCalibrator;
import dev.braid.objective.CalibratorOptions;
import dev.braid.objective.DeclaredTasks;
import dev.braid.objective.EntireSpace;
import dev.braid.objective.EntireSpaceOptions;
import dev.braid.objective.Objective;
import dev.braid.objective.TaskObjective;
import dev.braid.objective.balance.DwaOptions;
import dev.braid.objective.balance.FixedOptions;
import dev.braid.objective.balance.GradNormOptions;
import dev.braid.objective.balance.GradientBalancer;
import dev.braid.objective.balance.MgdaOptions;
import dev.braid.objective.balance.PcGradOptions;
import dev.braid.objective.balance.UncertaintyOptions;
import dev.braid.objective.counterfactual.Counterfactual;
import dev.braid.objective.counterfactual.DrOptions;
import dev.braid.objective.counterfactual.EibOptions;
import dev.braid.objective.counterfactual.ImputationOptions;
import dev.braid.objective.counterfactual.IpsOptions;
import dev.braid.objective.counterfactual.PropensityOptions;
import dev.braid.objective.counterfactual.RiskOptions;
import dev.braid.options.Option;
import dev.braid.options.OptionCatalogue;
import dev.braid.options.OptionReader;
import dev.braid.schema.Feature;
import dev.braid.schema.Schema;
import dev.braid.schema.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelsTest {
    @Test
    void namesAreDistinctAndFindTheirEntry() {
        for (ModelEntry<?> entry : Models.ALL) {
            assertSame(entry, Models.named(entry.name()));
        }
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNearest() {
        BadInput e = assertThrows(BadInput.class, () -> Models.named("mmeo"));
        assertTrue(e.getMessage().startsWith("no model is named 'mmeo'; did you mean 'mmoe'? known: "), e.getMessage());
    }

    @Test
    void everyOptionOfEveryModelHasALineOfDocumentation() {
        for (ModelEntry<?> entry : Models.ALL) {
            for (Option option : OptionCatalogue.of("model", entry.defaults())) {
                assertTrue(!option.doc().isBlank() && !option.doc().endsWith("."), option.toString());
            }
        }
    }

    @Test
    void defaultsAreThoseOfTheSpecification() {
        assertEquals(List.of(256, 128), DnnOptions.DEFAULTS.mlp().hidden());
        assertEquals(1_000_000, WideDeepOptions.DEFAULTS.crossBuckets());
        assertEquals(1e-5, WideDeepOptions.DEFAULTS.wideL2());
        assertEquals(3, DcnOptions.DEFAULTS.crossLayers());
        assertEquals(0, DcnV2Options.DEFAULTS.crossRank());
        assertEquals(CrossStructure.PARALLEL, DcnV2Options.DEFAULTS.structure());
        assertEquals(List.of(200, 200, 200), FintOptions.DEFAULTS.mlp().hidden());
        assertEquals(List.of(64), NfmOptions.DEFAULTS.mlp().hidden());
        assertEquals(new BiInteraction.Options(false, 0.2), NfmOptions.DEFAULTS.pooling());
        assertEquals(new CinOptions(List.of(100, 100), Activation.IDENTITY, false), XDeepFmOptions.DEFAULTS.cin());
        assertEquals(List.of(256, 128), SharedBottomOptions.DEFAULTS.bottom().hidden());
        assertEquals(List.of(64), SharedBottomOptions.DEFAULTS.tower().hidden());
        MlpOptions expert = MlpOptions.of(128);
        MlpOptions tower = MlpOptions.of(64);
        GateOptions gate = new GateOptions(List.of(), false, 0);
        assertEquals(new MmoeOptions(4, expert, gate, false, tower), MmoeOptions.DEFAULTS);
        assertEquals(new IgieOptions(2, false, 4, expert, gate, false, tower), IgieOptions.DEFAULTS);
    }

    @Test
    void defaultsOfMultiTaskModelsAreThoseOfTheSpecification() {
        MlpOptions tower = MlpOptions.of(64);
        List<List<Integer>> levels = List.of(List.of(128), List.of(64));
        GateOptions gate = new GateOptions(List.of(), false, 0);
        assertEquals(
                new SoftSharingOptions(MlpOptions.of(256, 128), SoftSharingOptions.Distance.L2, 1e-3, false, false),
                SoftSharingOptions.DEFAULTS);
        assertEquals(new CrossStitchOptions(MlpOptions.of(256, 128), false, 0.9, 10), CrossStitchOptions.DEFAULTS);
        assertEquals(new SluiceOptions(MlpOptions.of(128, 128), 2, 0.9, 0.1, tower), SluiceOptions.DEFAULTS);
        assertEquals(
                new PleOptions(levels, 2, List.of(2), Activation.RELU, false, 0, gate, tower), PleOptions.DEFAULTS);
        HardConcreteOptions route = new HardConcreteOptions(2.0 / 3, -0.1, 1.1);
        assertEquals(
                new SnrOptions(levels, List.of(4), Activation.RELU, false, 0, false, route, 0, 0.01, 1e-4, tower),
                SnrOptions.DEFAULTS);
        assertEquals(
                new AitmOptions(List.of(128, 64, 32), List.of(0.1, 0.3, 0.3), false, List.of()), AitmOptions.DEFAULTS);
        assertEquals(3, FintOptions.DEFAULTS.layers());
        assertEquals(3, DcnV2Options.DEFAULTS.crossLayers());
    }

    @Test
    void modelsOfTheEntireSpaceStandOnTheBackbonesOfTheSpecification() {
        assertEquals(Backbone.TOWERS, Models.ESMM.defaults().backbone());
        assertEquals(MlpOptions.of(256, 128, 64), Models.ESMM.defaults().tower());
        for (ModelEntry<EntireSpaceModelOptions> entry :
                List.of(Models.MTL_EIB, Models.MTL_IPS, Models.MTL_DR, Models.ESCM2_IPS, Models.ESCM2_DR)) {
            assertEquals(Backbone.MMOE, entry.defaults().backbone(), entry.name());
            assertEquals(4, entry.defaults().experts(), entry.name());
            assertEquals(MlpOptions.of(128), entry.defaults().expert(), entry.name());
            assertEquals(MlpOptions.of(64), entry.defaults().tower(), entry.name());
        }
    }

    /** Everything that a model is trained with by default, and what builds it: without its line, the tasks by themselves. */
    @Test
    void everyModelIsTrainedWithItsOwnObjective() {
        PropensityOptions propensity = new PropensityOptions(0.1, Optional.empty(), false);
        ImputationOptions scalar = new ImputationOptions(ImputationOptions.Form.SCALAR, 0, false, false);
        ImputationOptions pseudo = new ImputationOptions(ImputationOptions.Form.PSEUDO, 0, false, false);
        RiskOptions mtl = new RiskOptions(1, 0, 0);
        RiskOptions escm2 = new RiskOptions(0.1, 1, 0);
        Map<String, Record> expected = Map.of(
                "aitm", new CalibratorOptions(0.6),
                "esmm", new EntireSpaceOptions(),
                "mtl-eib", new EibOptions(mtl, pseudo),
                "mtl-ips", new IpsOptions(mtl, propensity),
                "mtl-dr", new DrOptions(mtl, propensity, scalar),
                "escm2-ips", new IpsOptions(escm2, propensity),
                "escm2-dr", new DrOptions(escm2, propensity, scalar));
        for (ModelEntry<?> entry : Models.ALL) {
            Record usual = expected.getOrDefault(entry.name(), new DeclaredTasks());
            assertEquals(usual, entry.objective().defaults(), entry.name());
            assertEquals(kind(usual), kind(entry), entry.name());
        }
    }

    private static Class<?> kind(Record options) {
        Map<Class<?>, Class<?>> kinds = Map.of(
                CalibratorOptions.class,
                BehaviouralCalibrator.class,
                EntireSpaceOptions.class,
                EntireSpace.class,
                DeclaredTasks.class,
                TaskObjective.class);
        return kinds.getOrDefault(options.getClass(), Counterfactual.class);
    }

    private static Class<?> kind(ModelEntry<?> entry) {
        return built(entry.objective()).getClass();
    }

    private static <J extends Record> Objective built(ObjectiveEntry<J> entry) {
        Schema funnel = new Schema(
                List.of(new Feature.Numeric("x")),
                List.of(
                        new Task("click", Optional.empty(), 1, false),
                        new Task("buy", Optional.of("click"), 1, false)));
        return entry.factory().create(entry.defaults(), funnel);
    }

    @Test
    void defaultsOfBalancersAreThoseOfTheSpecification() {
        assertEquals(
                new GradNormOptions(
                        1.5, 0.025, GradNormOptions.Rule.SGD, GradNormOptions.Start.FIRST, GradNormOptions.Layer.LAST),
                Balancers.GRAD_NORM.defaults());
        assertEquals(
                new MgdaOptions(
                        MgdaOptions.Normalization.L2,
                        MgdaOptions.Heads.ALPHA,
                        GradientBalancer.Comparison.WHOLE,
                        false),
                Balancers.MGDA.defaults());
        assertEquals(new DwaOptions(2, 0), Balancers.DWA.defaults());
        assertEquals(
                new PcGradOptions(PcGradOptions.Reduction.SUM, GradientBalancer.Comparison.WHOLE, false),
                Balancers.PC_GRAD.defaults());
        assertEquals(new UncertaintyOptions(1), Balancers.UNCERTAINTY.defaults());
        assertEquals(new FixedOptions(List.of(), List.of()), Balancers.FIXED.defaults());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mmoe | experts=0            | experts must be at least 1, got 0",
                "igie | groups=0             | groups must be at least 1, got 0",
                "igie | experts=-1           | experts must be at least 1, got -1",
                "mmoe | expert.hidden=[8,0]  | expert.hidden must hold sizes of at least 1, got 0 in [8, 0]",
                "mmoe | gate.hidden=[-2]     | gate.hidden must hold sizes of at least 1, got -2 in [-2]",
                "mmoe | gate.dropout=1       | gate.dropout must be at least 0 and less than 1, got 1.0",
                "dnn  | mlp.dropout=-0.1     | mlp.dropout must be at least 0 and less than 1, got -0.1",
                "dcn  | crossLayers=0        | crossLayers must be at least 1, got 0",
                "dcnv2 | crossRank=-1        | crossRank must be at least 0, got -1",
                "dcnv2 | structure=paralel   | did you mean 'parallel'",
                "fint | layers=0             | layers must be at least 1, got 0",
                "nfm  | wideL2=-1            | wideL2 must be a number of at least 0, got -1.0",
                "nfm  | pooling.dropout=1    | pooling.dropout must be at least 0 and less than 1, got 1.0",
                "xdeepfm | cin.maps=[]       | cin.maps must hold at least one layer",
                "xdeepfm | cin.maps=[4,0]    | cin.maps must hold sizes of at least 1, got 0 in [4, 0]",
                "widedeep | crosses=[a]      | crosses must be pairs of features, each written first*second, got 'a'",
                "widedeep | crosses=[a*b*c]  | crosses must be pairs of features, each written first*second, got 'a*b*c'",
                "widedeep | crosses=[a*]     | crosses must be pairs of features, each written first*second, got 'a*'",
                "widedeep | crosses=[a*a]    | crosses must be of two different features, got 'a*a'",
                "widedeep | crosses=[a*b,b*a] | crosses must differ, got 'b*a' twice in [a*b, b*a]",
                "widedeep | crossBuckets=0   | crossBuckets must be at least 1, got 0",
                "widedeep | ftrl.beta=0      | ftrl.beta must be a positive number, got 0.0",
                "widedeep | ftrl.l1=-1       | ftrl.l1 must be a number of at least 0, got -1.0",
                "sharedbottom | bottom.hidden=0 | bottom.hidden must hold sizes of at least 1, got 0 in [0]",
                "softsharing | strength=-1   | strength must be a finite number of at least 0, got -1.0",
                "crossstitch | stitchRate=0  | stitchRate must be a finite number of more than 0, got 0.0",
                "sluice | subspaces=3        | subspaces must divide the layers' size 128 without a remainder, got 3",
                "ple  | sharedExperts=-1     | sharedExperts must be at least 0, got -1",
                "ple  | levels=[[8],[]]      | levels must hold a list of at least one size for each level",
                "ple  | taskExperts=[]       | taskExperts must hold one number for all tasks, or one for each task",
                "snr-trans | route.temperature=0 | route.temperature must be a finite number of more than 0, got 0.0",
                "snr-trans | route.low=0     | route.low must be a finite number below 0, got 0.0",
                "snr-trans | route.high=1    | route.high must be a finite number above 1, got 1.0",
                "snr-trans | subnetworks=[2,2,2] | subnetworks must hold one number for all levels, or one for each of 2",
                "aitm | towerHidden=[]       | towerHidden must hold at least one size",
                "aitm | towerDropout=1       | towerDropout must be at least 0 and less than 1, got 1.0",
                "esmm | experts=0            | experts must be at least 1, got 0",
                "dnn  | mlp.activation=rely  | did you mean 'relu'",
            })
    void badOptionsAreRefusedByName(String model, String setting, String expected) {
        ModelEntry<?> entry = Models.named(model);
        BadInput e = assertThrows(
                BadInput.class, () -> OptionReader.of(List.of(setting)).read(entry.defaults()));
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aitm | calibrator=-1        | calibrator must be a finite number of at least 0, got -1.0",
                "mtl-ips | risk.counterfactual=0 | counterfactual and global are both 0",
                "mtl-ips | propensity.clip=0 | propensity.clip must be in (0, 1], got 0.0",
                "mtl-dr | imputation.prior=0.5 | imputation.prior has an effect only with form constant",
                "escm2-dr | risk.warmUpSteps=-1 | risk.warmUpSteps must be at least 0, got -1",
            })
    void badOptionsOfObjectivesAreRefusedByName(String model, String setting, String expected) {
        Record defaults = Models.named(model).objective().defaults();
        BadInput e = assertThrows(
                BadInput.class, () -> OptionReader.of(List.of(setting)).read(defaults));
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }

    /** Which option files cannot hold, but a Java program can give. */
    @Test
    void numbersThatAreNotFiniteAreRefused() {
        double[] bad = {Double.NaN, Double.POSITIVE_INFINITY};
        MlpOptions layers = MlpOptions.of(4);
        HardConcreteOptions route = HardConcreteOptions.DEFAULTS;
        for (double x : bad) {
            refused(() -> new SoftSharingOptions(layers, SoftSharingOptions.Distance.L2, x, false, false));
            refused(() -> new CrossStitchOptions(layers, false, 0.9, x));
            refused(() -> new SluiceOptions(layers, 2, 0.9, x, layers));
            refused(() -> new CalibratorOptions(x));
            refused(() -> new HardConcreteOptions(x, -0.1, 1.1));
            refused(() -> new HardConcreteOptions(1, -x, 1.1));
            refused(() -> new HardConcreteOptions(1, -0.1, x));
            refused(() -> snr(route, x, 0.01, 1e-4));
            refused(() -> snr(route, 0, x, 1e-4));
            refused(() -> snr(route, 0, 0.01, x));
        }
        assertEquals(1, snr(route, 1, 0, 0).initialLogAlpha());
    }

    private static SnrOptions snr(HardConcreteOptions route, double logAlpha, double spread, double openRoutes) {
        return new SnrOptions(
                List.of(List.of(4)),
                List.of(2),
                Activation.RELU,
                false,
                0,
                false,
                route,
                logAlpha,
                spread,
                openRoutes,
                MlpOptions.of(4));
    }

    private static void refused(Executable made) {
        assertThrows(IllegalArgumentException.class, made);
    }

    @Test
    void copiesOfASingleTaskModelAreNotSaidToShareNothing() {
        String said = ModelEntry.Kind.SINGLE.sentence();
        assertTrue(said.contains("one early stopping") && said.contains("one clipping norm"), said);
    }
}
